# docker buildx bake -f docker/bake.hcl [TARGET]
# VERSION and REGISTRY come from the environment; each image has its provenance and its bill of materials attached.
variable "VERSION" { default = "0.1.0" }
variable "REGISTRY" { default = "songreel" }
variable "PYTHON" { default = "python:3.11-slim-bookworm" }

group "default" {
  targets = ["gateway", "audio", "lalm", "script", "video", "video-gpu", "critic", "assembly", "vllm-audio"]
}

target "image" {
  name       = image
  matrix     = { image = ["gateway", "audio", "lalm", "script", "video", "video-gpu", "critic", "assembly"] }
  dockerfile = "docker/Dockerfile"
  target     = image
  platforms  = ["linux/amd64"] # the language model's and numba's code is compiled for AVX2
  args       = { PYTHON = PYTHON }
  tags       = ["${REGISTRY}/${image}:${VERSION}"]
  labels     = { "org.opencontainers.image.version" = VERSION }
  attest     = ["type=provenance,mode=max", "type=sbom"]
}

target "vllm-audio" {
  dockerfile = "docker/vllm-audio.Dockerfile"
  platforms  = ["linux/amd64"]
  tags       = ["${REGISTRY}/vllm-audio:${VERSION}"]
  attest     = ["type=provenance,mode=max", "type=sbom"]
}
