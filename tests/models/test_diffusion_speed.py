"""What makes filming fast without changing it, on tiny random weights of the true architectures."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import diffusers
import pytest
import torch
from diffusers.models import attention_dispatch
from peft import LoraConfig
from songreel_chassis.errors import NotConfigured
from songreel_video.backends.diffusion import attention, compiling, mochi_attention, presets, tuning
from songreel_video.backends.diffusion.formation import Formation

from tests.models.test_diffusion import backend_of
from tests.models.tiny_inputs import Compiler, answer, apart, mochi_inputs, transformer_of, wan_inputs
from tests.models.tiny_video import MAKERS, write_checkpoint

pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast", "ignore:CPU Autocast")

CPU = torch.device("cpu")
ROUNDING = {torch.float32: 2e-6, torch.bfloat16: 2e-2}
"""Of the largest number; both sum the same products in another order."""


# --- attention


def test_on_a_cpu_torch_attends() -> None:
    assert attention.choose("auto", CPU, torch.bfloat16) == "native"


def test_a_hopper_gpu_is_asked_for_flash_attention_3_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """And takes the next kernel that works when it is not installed; float32 leaves torch's own alone."""
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: (9, 0))
    gpu = torch.device("cuda")
    assert attention.candidates(gpu, torch.bfloat16)[0] == "_flash_3"
    assert attention.candidates(gpu, torch.float32) == ("native",)
    monkeypatch.setattr(attention, "fault", lambda name, *_: "it is not installed." if "flash_3" in name else None)
    assert attention.choose("auto", gpu, torch.bfloat16) == "_native_cudnn"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("_flash_3", "FA3"), ("sage", "sageattention"), ("_native_cudnn", "backend"), ("fast", "_flash_3")],
)
def test_a_kernel_that_does_not_work_here_is_refused_with_what_to_do(name: str, reason: str) -> None:
    """Not installed, not for this device, or no kernel at all: the last names those that there are."""
    with pytest.raises(
        NotConfigured, match=rf"SONGREEL_VIDEO_ATTENTION={name} .*{reason}.*SONGREEL_VIDEO_ATTENTION=auto"
    ):
        attention.choose(name, CPU, torch.bfloat16)


def test_a_kernel_that_computes_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is held against torch's own answer, not believed because it returns."""
    backends = attention_dispatch._AttentionBackendRegistry._backends
    own = backends["_native_math"]
    monkeypatch.setitem(backends, "_native_math", lambda **inputs: own(**inputs) * 1.2)
    assert "20%" in str(attention.fault("_native_math", CPU, torch.float32))


@pytest.mark.parametrize("backend", ["wan", "wan_i2v", "wan_vace", "mochi"])
def test_a_kernel_reaches_every_attention(backend: str) -> None:
    """Mochi's too, which diffusers passes over in silence, and which is refused as diffusers has it."""
    transformer = transformer_of(backend)
    if backend == "mochi":
        with pytest.raises(NotConfigured, match="0 of 2 attentions of MochiTransformer3DModel"):
            attention.install(transformer, "_native_math")
    tuned = tuning.tune(
        SimpleNamespace(transformer=transformer), CPU, torch.float32, tuning.Speed("_native_math", False), Formation()
    )
    kernels = [module.processor._attention_backend for module in transformer.modules() if hasattr(module, "processor")]
    assert len(kernels) >= 2
    assert set(kernels) == {"_native_math"}
    assert str(tuned) == "_native_math attention"


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("tokens", [(11, 3), (16, 0), (5, 1)])
def test_mochis_one_call_attends_as_diffusers_does(dtype: torch.dtype, tokens: tuple[int, int]) -> None:
    """Within rounding, for texts of any length, and for an empty one."""
    transformer, inputs = transformer_of("mochi").to(dtype), mochi_inputs(3, tokens, dtype)
    theirs = answer(transformer, inputs)
    mochi_attention.install(transformer)
    assert apart(answer(transformer, inputs), theirs) < ROUNDING[dtype]


# --- compiling


@pytest.fixture
def compiler() -> Iterator[Compiler]:
    torch._dynamo.reset()
    yield Compiler()
    torch._dynamo.reset()


def test_mochis_blocks_compile_whole_once_a_length_whatever_the_text(compiler: Compiler) -> None:
    """Two kinds of blocks (the last lets the text go): two graphs a length of clip, none for another prompt."""
    transformer = transformer_of("mochi")
    cases = [mochi_inputs(frames, tokens) for frames, tokens in ((3, (11, 3)), (3, (7, 4)), (4, (9, 5)), (4, (16, 2)))]
    expected = [answer(transformer, case) for case in cases]
    mochi_attention.install(transformer)
    assert compiling.compile_blocks(transformer, compiler) == 2
    graphs = []
    for case, plain in zip(cases, expected, strict=True):
        assert apart(answer(transformer, case), plain) < ROUNDING[torch.float32]
        graphs.append(compiler.graphs)
    assert graphs == [2, 2, 4, 4]


@pytest.mark.parametrize(("backend", "kinds"), [("wan", 1), ("wan_vace", 3)])
def test_wans_blocks_compile_whole_once_a_length(backend: str, kinds: int, compiler: Compiler) -> None:
    """One graph serves all blocks of a kind, and a length that was filmed before."""
    transformer = transformer_of(backend)
    expected = {frames: answer(transformer, wan_inputs(frames, backend)) for frames in (2, 3)}
    compiling.compile_blocks(transformer, compiler)
    for frames, graphs in ((2, kinds), (3, 2 * kinds), (2, 2 * kinds)):
        assert torch.equal(answer(transformer, wan_inputs(frames, backend)), expected[frames])
        assert compiler.graphs == graphs


def test_more_lengths_than_torch_would_compile_by_itself_are_compiled(compiler: Compiler) -> None:
    """torch goes on uncompiled behind the eighth form of a function, without a word; a film has more lengths."""
    transformer = transformer_of("wan")
    compiling.compile_blocks(transformer, compiler)
    for frames in range(1, 13):
        answer(transformer, wan_inputs(frames))
    assert compiler.graphs == 12


def test_a_kernel_that_torch_switches_to_compiles_whole(compiler: Compiler) -> None:
    """`_native_math` is chosen within torch's attention as cuDNN's is on a GPU."""
    transformer = transformer_of("wan")
    expected = answer(transformer, wan_inputs(2))
    attention.install(transformer, "_native_math")
    compiling.compile_blocks(transformer, compiler)
    assert apart(answer(transformer, wan_inputs(2)), expected) < ROUNDING[torch.float32]
    assert compiler.graphs == 1


def test_a_model_that_does_not_compile_says_what_to_set() -> None:
    """torch's own words come first, then the settings."""

    def broken(graph: torch.fx.GraphModule, inputs: object) -> None:
        raise RuntimeError("no compiler is installed")

    transformer = transformer_of("wan")
    compiling.compile_blocks(transformer, broken)
    with pytest.raises(NotConfigured, match=r"no compiler is installed.*SONGREEL_VIDEO_COMPILE=off"):
        answer(transformer, wan_inputs(2))
    torch._dynamo.reset()


def test_a_lora_that_presets_switch_is_compiled_once_each_way(compiler: Compiler) -> None:
    """Whole, and not anew each time that a shot of another preset comes."""
    transformer, inputs = transformer_of("wan"), wan_inputs(2)
    plain = answer(transformer, inputs)
    transformer.add_adapter(LoraConfig(r=4, target_modules=["to_q", "to_out.0"], init_lora_weights=False), "look")
    looked = answer(transformer, inputs)
    compiling.compile_blocks(transformer, compiler)
    for _ in range(2):
        transformer.disable_lora()
        assert torch.equal(answer(transformer, inputs), plain)
        transformer.enable_lora()
        transformer.set_adapters(["look"], weights=[1.0])
        assert torch.equal(answer(transformer, inputs), looked)
    assert compiler.graphs == 2


def test_fewer_lengths_are_compiled_where_that_is_asked_for() -> None:
    """An even choice with the longest; a shot is filmed at the next longer one, a picture stays a picture."""
    wan = presets.families()["wan"]
    assert wan.own_counts == list(range(5, 82, 4))
    few = tuning.Speed(compiled=True, lengths=5).kept_to(wan, CPU)
    assert few.own_counts == [17, 33, 49, 65, 81]
    assert [few.covering(frames) for frames in (1, 2, 17, 18, 40, 81)] == [1, 17, 17, 33, 49, 81]
    assert few.legal_counts == few.own_counts
    assert tuning.Speed(lengths=5).kept_to(wan, CPU) == wan  # a CPU compiles only when it is told to


def test_a_vae_with_its_channels_last_decodes_the_same() -> None:
    """The layout that GPUs convolve faster changes rounding alone."""
    for backend, latents in (("wan", (1, 16, 3, 6, 8)), ("mochi", (1, 12, 2, 6, 8))):
        torch.manual_seed(0)
        vae = MAKERS[backend](None).vae.eval()
        with torch.no_grad():
            plain = vae.decode(torch.randn(latents, generator=torch.Generator().manual_seed(1)), return_dict=False)[0]
            tuning.channels_last(vae)
            other = vae.decode(torch.randn(latents, generator=torch.Generator().manual_seed(1)), return_dict=False)[0]
        layouts = [
            weight.is_contiguous(memory_format=torch.channels_last_3d)
            for weight in vae.parameters()
            if weight.ndim == 5
        ]
        assert layouts
        assert all(layouts)
        assert apart(other, plain) < 1e-5


def test_another_kernel_is_another_version(tmp_path: Path) -> None:
    """Its clips may differ in a bit, so that they are not taken for one another, nor gone on with."""
    folder = write_checkpoint("wan", tmp_path / "wan")
    plain, other = (backend_of("wan", folder, tmp_path, video_attention=name) for name in ("auto", "_native_math"))
    assert plain.version != other.version


def test_diffusers_still_passes_over_mochi() -> None:
    """The reason for a processor of our own; when this fails, it can go."""
    assert not hasattr(diffusers.models.attention_processor.MochiAttnProcessor2_0, "_attention_backend")
