"""Hears a synthetic song once, so that numba's cache is full: at the image's build, without weights."""

from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import load_listener
from songreel_audio.settings import AudioSettings
from songreel_audio.warm_up import warm_up_song

settings = AudioSettings(audio_beats="librosa", audio_tags="none", audio_vocals="none")
analyse(warm_up_song(), load_listener(settings), audio_pb2.HearSongRequest())
