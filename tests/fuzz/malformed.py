"""Uploads that nobody should send: real files with damage, forms that are none, tus out of order, bodies cut off.

Every case follows from its seed and number alone, so that one that fails can be sent again.
"""

import base64
import io
import random
import socket
import wave
from collections.abc import Callable, Iterator

import httpx
from PIL import Image

MEDIA = "application/offset+octet-stream"
NAMES = [
    "a.mp3",
    "../../etc/passwd",
    "\x00",
    "a" * 5000,
    "\u202egnp.3pm",
    '"; filename="x',
    "\r\nX: y",
    "",
    "ü\ud7ff.flac",
]
BIG = ["0", "-1", "1e9", "9" * 30, "0x10", "١٢", "7, 7", "NaN", "\xff"]


def real_files() -> dict[str, bytes]:
    """Small whole files of several kinds, by their kind."""
    files = {}
    picture = Image.radial_gradient("L").resize((96, 64)).convert("RGB")
    for kind in ("PNG", "JPEG", "WEBP"):
        held = io.BytesIO()
        picture.save(held, kind, progressive=True, lossless=True)
        files[kind] = held.getvalue()
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(random.Random(1).randbytes(8000))
    files["WAV"] = held.getvalue()
    files["MP3"] = (
        b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) + b"\xff\xfb\x90\x64" + random.Random(2).randbytes(8000)
    )
    return files


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one or several kinds of damage."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(held) or 1)
        match chance.randrange(6):
            case 0:
                held[at : at + chance.randint(1, 8)] = chance.randbytes(chance.randint(0, 16))
            case 1:
                del held[at:]
            case 2:
                held[at:at] = held[: chance.randint(0, 400)]
            case 3 if held:
                held[at] ^= 1 << chance.randrange(8)
            case 4:
                held[at : at + 4] = b"\xff\xff\xff\xff"
            case _:
                held[at : at + 4] = bytes(4)
    return bytes(held)


class Malformed:
    """Sends them to one gateway."""

    def __init__(self, http: httpx.Client, seed: int) -> None:
        self._http = http
        self._seed = seed
        self._files = real_files()

    def send(self, number: int) -> int:
        """The status of one case, or 0 where the gateway rightly hung up on half a request."""
        chance = random.Random(f"{self._seed}/{number}")
        case: Callable[[random.Random], int] = chance.choice(
            [self._raw, self._form, self._picture, self._picture, self._tus, self._tus_out_of_order, self._cut_off]
        )
        return case(chance)

    def _raw(self, chance: random.Random) -> int:
        headers = {
            "content-type": chance.choice(["audio/mpeg", "", "multipart/form-data", "text/html; x", "application/json"])
        }
        headers["content-disposition"] = (
            f"attachment; filename*=UTF-8''{chance.choice(['%', '%00', 'a%FF.mp3', '%2F%2E'])}"
        )
        data = damaged(self._files[chance.choice(["WAV", "MP3"])], chance)
        return self._http.post("/v1/songs", content=data, headers=headers).status_code

    def _form(self, chance: random.Random) -> int:
        name = chance.choice(NAMES)
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(
            "utf-8", "replace"
        )
        whole = head + damaged(self._files["MP3"], chance) + b"\r\n--b--\r\n"
        body = damaged(whole, chance) if chance.random() < 0.7 else whole
        kind = chance.choice(
            ["multipart/form-data; boundary=b"] * 4
            + ["multipart/form-data; boundary=", 'multipart/form-data; boundary="']
        )
        path = chance.choice(["/v1/songs", "/v1/images"])
        return self._http.post(path, content=body, headers={"content-type": kind}).status_code

    def _picture(self, chance: random.Random) -> int:
        data = damaged(self._files[chance.choice(["PNG", "JPEG", "WEBP"])], chance)
        return self._http.post("/v1/images", content=data, headers={"content-type": "image/png"}).status_code

    def _tus(self, chance: random.Random) -> int:
        """A creation with headers that are none."""
        told = ["", "filename", "filename *", ",,,", "filename " + "A" * 3001, "sha256 AAAA"]
        headers = [
            (b"tus-resumable", chance.choice(["1.0.0"] * 5 + ["0.2.2", "", "1.0.0, 1.0.0"]).encode()),
            (b"upload-length", chance.choice([*BIG, "10", "100000"]).encode()),
            (b"upload-metadata", chance.choice(told).encode()),
        ]
        answer = self._http.post("/v1/tus", headers=headers, content=chance.randbytes(chance.choice([0, 0, 50])))
        self._delete(answer)
        return answer.status_code

    def _tus_out_of_order(self, chance: random.Random) -> int:
        """An upload that is begun well and goes on badly."""
        tus = {"tus-resumable": "1.0.0"}
        begun = self._http.post("/v1/tus", headers={**tus, "upload-length": "5000"})
        path, worst = begun.headers.get("location", "/v1/tus/none"), begun.status_code
        for _ in range(chance.randint(1, 5)):
            offset = chance.choice([*BIG, "0", "0", "100", "5000"]).encode()
            media = chance.choice([MEDIA, MEDIA, MEDIA, "text/plain"])
            headers = [(b"tus-resumable", b"1.0.0"), (b"upload-offset", offset), (b"content-type", media.encode())]
            if chance.random() < 0.3:
                digest = base64.b64encode(chance.randbytes(chance.choice([20, 20, 3]))).decode()
                headers.append((b"upload-checksum", (chance.choice(["sha1 ", "sha1", "md6 "]) + digest).encode()))
            data = chance.randbytes(chance.choice([0, 100, 4999, 5000, 6000]))
            method = chance.choice(["PATCH"] * 6 + ["HEAD", "PUT", "OPTIONS"])
            worst = max(worst, self._http.request(method, path, content=data, headers=headers).status_code)
        self._delete(begun)
        return worst

    def _cut_off(self, chance: random.Random) -> int:
        """More is promised than comes."""
        path, kind = chance.choice(
            [("/v1/songs", "audio/mpeg"), ("/v1/songs", "multipart/form-data; boundary=b"), ("/v1/images", "image/png")]
        )
        data = damaged(self._files["JPEG"], chance)
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {len(data) + 1000}\r\n\r\n"
        url = self._http.base_url
        with socket.create_connection((url.host, url.port or 80), timeout=20) as line:
            line.sendall(head.encode() + data)
        return 0

    def _delete(self, answer: httpx.Response) -> None:
        if answer.status_code == 201:
            self._http.delete(answer.headers["location"], headers={"tus-resumable": "1.0.0"})


def resident_bytes(pid: int) -> int:
    """Memory of a process that is in RAM."""
    with open(f"/proc/{pid}/statm") as file:  # noqa: PTH123  # no file on a disk
        return int(file.read().split()[1]) * 4096


def rounds(count: int) -> Iterator[tuple[int, int]]:
    """The numbers of cases, in ten rounds."""
    step = max(1, count // 10)
    for start in range(0, count, step):
        yield start, min(count, start + step)
