"""All six services in a few lines each: real gRPC, no models. Run: `python -m tests.fakes video critic --listen ...`.

They answer by rule: a song of two-second shots, a sentence a shot, clips of plain bytes. The video service keeps a
journal on disk of what it began and finished, so that a test can count after `kill -9`.
"""
