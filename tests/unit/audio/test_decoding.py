"""Files of every kind: heard to the sample, or refused with what to do."""

import subprocess
import wave
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.song import HEARING_RATE_HZ
from songreel_chassis.errors import InvalidInput

LIMITS = SongLimits(longest_seconds=60, largest_bytes=20_000_000)
SECONDS = 3.2


def encode(path: Path, *flags: str, seconds: float = SECONDS, source: str = "sine=frequency=440") -> Path:
    """A file by ffmpeg from a generated sound."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-y",
        "-f",
        "lavfi",
        "-i",
        f"{source}:duration={seconds}",
    ]
    subprocess.run([*command, *flags, str(path)], check=True, timeout=60)
    return path


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("a.wav", ("-ar", "44100")),
        ("a.flac", ("-ar", "96000")),
        ("a.mp3", ("-ar", "44100", "-c:a", "libmp3lame")),
        ("a.m4a", ("-ar", "44100", "-c:a", "aac")),
        ("a.opus", ("-ar", "48000", "-c:a", "libopus")),
        ("a.ogg", ("-ar", "44100", "-c:a", "libvorbis")),
        ("mono.wav", ("-ar", "8000", "-ac", "1")),
        ("surround.flac", ("-ar", "48000", "-ac", "6")),
        ("floats.wav", ("-c:a", "pcm_f64le", "-ar", "22050")),
        ("bytes.wav", ("-c:a", "pcm_u8", "-ar", "11025")),
        ("a.aiff", ("-ar", "44100")),
        ("film.mkv", ("-f", "lavfi", "-i", "testsrc=size=64x64:duration=3.2", "-c:a", "flac", "-c:v", "libx264")),
    ],
)
def test_a_song_is_as_long_as_its_sound_in_any_format(tmp_path: Path, name: str, flags: tuple[str, ...]) -> None:
    """The decoded count is the encoded one: delay and padding of lossy codecs are trimmed."""
    song = decode_song(encode(tmp_path / name, *flags), LIMITS)
    assert song.duration_samples == round(SECONDS * song.sample_rate_hz)
    assert abs(len(song.samples) - SECONDS * HEARING_RATE_HZ) <= 2
    assert 0.02 < np.abs(song.samples).max() < 0.2, "an amplitude of 1/8, in 5.1 on one channel of six"


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    """An mp3 called .wav, with quotes and a newline in its name, is heard as an mp3."""
    true = encode(tmp_path / "a.mp3")
    odd = true.rename(tmp_path / 'it\'s "a"\nsong .wav')
    assert decode_song(odd, LIMITS).duration_seconds == pytest.approx(SECONDS, abs=0.001)


def test_cover_art_is_ignored(tmp_path: Path) -> None:
    """A picture beside the sound changes nothing."""
    plain = encode(tmp_path / "plain.mp3")
    picture = encode(tmp_path / "art.png", "-frames:v", "1", source="testsrc=size=64x64")
    covered = encode(tmp_path / "a.mp3", "-i", str(picture), "-map", "0", "-map", "1", "-c:v", "copy")
    with av.open(str(covered)) as container:
        assert container.streams.video, "the picture is there"
    assert decode_song(covered, LIMITS).duration_samples == decode_song(plain, LIMITS).duration_samples


def test_a_truncated_song_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    """Half a file gives about half a song, and the length is what was decoded."""
    whole = encode(tmp_path / "a.mp3", "-b:a", "128k", seconds=10)
    half = tmp_path / "half.mp3"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    song = decode_song(half, LIMITS)
    assert 4 < song.duration_seconds < 6
    assert len(song.samples) == pytest.approx(song.duration_seconds * HEARING_RATE_HZ, abs=2)


def test_a_song_damaged_in_its_middle_is_heard_to_its_end(tmp_path: Path) -> None:
    """A hole of zeros costs about as much as it is long, not all that follows."""
    whole = encode(tmp_path / "a.mp3", "-b:a", "128k", seconds=20)
    data = bytearray(whole.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8000] = bytes(8000)  # half a second
    whole.write_bytes(data)
    assert 19 < decode_song(whole, LIMITS).duration_seconds <= 20.1


def test_chunks_that_nobody_knows_are_passed_over(tmp_path: Path) -> None:
    """A wav file with junk before its format and after its sound is as long as its sound."""
    plain = encode(tmp_path / "a.wav", "-ar", "8000").read_bytes()
    odd = written(tmp_path / "odd.wav", plain[:12] + b"JUNK\x05\0\0\0 junk\0" + plain[12:] + b"none\x02\0\0\0!!")
    assert decode_song(odd, LIMITS).duration_samples == round(SECONDS * 8000)


def test_silence_is_a_song(tmp_path: Path) -> None:
    """All zeros decode to all zeros."""
    song = decode_song(encode(tmp_path / "a.wav", source="anullsrc=d=3:r=44100", seconds=3), LIMITS)
    assert song.duration_seconds == 3.0
    assert not song.samples.any()


def not_numbers(path: Path, value: str = "nan") -> Path:
    """A float file with a NaN, or another impossible sample, in its middle."""
    encode(path, "-c:a", "pcm_f32le", "-ar", "44100")
    data = bytearray(path.read_bytes())
    middle = len(data) // 8 * 4
    data[middle : middle + 4] = np.float32(value).tobytes()
    path.write_bytes(data)
    return path


def written(path: Path, data: bytes) -> Path:
    """A file of these bytes."""
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: written(folder / "a.mp3", b""), "empty"),
        (lambda folder: written(folder / "a.mp3", b"not a song at all, " * 50), "Send an audio file"),
        (lambda folder: written(folder / "a.mp3", bytes(4000)), "Send an audio file"),
        (lambda folder: encode(folder / "a.mp4", "-c:v", "libx264", source="testsrc=size=64x64"), "no sound"),
        (lambda folder: encode(folder / "a.png", "-frames:v", "1", source="testsrc=size=64x64"), "no sound"),
        (lambda folder: not_numbers(folder / "a.wav"), "not numbers"),
        (lambda folder: not_numbers(folder / "a.wav", "3e38"), "not numbers"),
        (lambda folder: encode(folder / "a.opus", seconds=61), "longer than 1 minutes"),
        (lambda folder: encode(folder / "a.wav", "-ar", "96000", "-ac", "6", seconds=20), "Send a compressed copy"),
    ],
    ids=["zero bytes", "text", "zeros", "silent film", "picture", "nan", "beyond all scale", "too long", "too large"],
)
def test_what_cannot_be_heard_is_refused_with_what_to_do(tmp_path: Path, make, says: str) -> None:  # type: ignore[no-untyped-def]  # lambdas
    """Each is the caller's to mend, and the message says how."""
    with pytest.raises(InvalidInput) as refused:
        decode_song(make(tmp_path), LIMITS)
    assert says in refused.value.message
    assert refused.value.field == "song_uri"


@pytest.mark.parametrize(
    "text",
    [
        "ffconcat version 1.0\nfile other.wav\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{folder}/other.wav\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/other.wav\n#EXT-X-ENDLIST\n",
    ],
)
def test_a_list_of_other_files_is_no_song(tmp_path: Path, text: str) -> None:
    """FFmpeg would open what it names; here it is refused, though what it names is there."""
    with wave.open(str(tmp_path / "other.wav"), "wb") as other:
        other.setnchannels(1)
        other.setsampwidth(2)
        other.setframerate(8000)
        other.writeframes(b"\1\0" * 8000)
    assert decode_song(tmp_path / "other.wav", SongLimits(10, 10**6)).samples.size
    listed = tmp_path / "song.mp3"
    listed.write_text(text.format(folder=tmp_path))
    with pytest.raises(InvalidInput, match="not audio"):
        decode_song(listed, SongLimits(10, 10**6))
