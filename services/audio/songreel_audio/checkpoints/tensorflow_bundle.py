"""The tensors of a TensorFlow V2 checkpoint, without TensorFlow.

The `.index` file is a LevelDB table whose values are BundleEntryProto messages (tensorflow/core/protobuf/
tensor_bundle.proto); the `.data` file holds the raw tensors at the offsets they name.

    index file   ▐ blocks of (key, entry) ▐ index block of (last key, block handle) ▐ footer: 48 bytes ▐
"""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOOTER_BYTES = 48
FLOAT = 1
"""DataType DT_FLOAT; also what an absent field 1 would not mean, so entries without it are skipped."""


def read_tensorflow_checkpoint(index_path: Path, data_path: Path) -> dict[str, NDArray[np.float32]]:
    """Its float32 tensors by name. Raises ValueError on compressed blocks, which TensorFlow does not write."""
    index = index_path.read_bytes()
    data = np.memmap(data_path, np.uint8, "r")
    footer, at = index[-FOOTER_BYTES:], 0
    for _ in range(2):  # the handle of the meta index block is of no use here
        _, at = _varint(footer, at)
    offset, at = _varint(footer, at)
    size, at = _varint(footer, at)
    tensors: dict[str, NDArray[np.float32]] = {}
    for _, handle in _entries(index, offset, size):
        block_offset, at = _varint(handle, 0)
        block_size, at = _varint(handle, at)
        for key, message in _entries(index, block_offset, block_size):
            fields = dict(_fields(message))
            if not key or fields.get(1) != FLOAT:
                continue
            start, length = _number(fields.get(4, 0)), _number(fields.get(5, 0))
            shape = _shape(fields.get(2, b""))
            tensors[key.decode()] = np.frombuffer(bytes(data[start : start + length]), np.float32).reshape(shape)
    return tensors


def _entries(table: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of one block; a key is stored as what it shares with the last one, and the rest."""
    if table[offset + size] != 0:
        raise ValueError("a block of the checkpoint's index is compressed")
    block = table[offset : offset + size]
    restarts = struct.unpack("<I", block[-4:])[0]
    end = len(block) - 4 - 4 * restarts
    at, key = 0, b""
    while at < end:
        shared, at = _varint(block, at)
        fresh, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + fresh]
        at += fresh
        yield key, block[at : at + length]
        at += length


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Field numbers and values of a protobuf message: integers, or bytes for nested ones."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        field, wire = tag >> 3, tag & 7
        if wire == 0:
            number, at = _varint(message, at)
            yield field, number
        elif wire == 2:
            length, at = _varint(message, at)
            yield field, message[at : at + length]
            at += length
        else:
            at += {1: 8, 5: 4}[wire]


def _shape(message: int | bytes) -> list[int]:
    """The sizes in a TensorShapeProto: field 2 repeats, each a message whose field 1 is the size."""
    if isinstance(message, int):
        raise ValueError("the checkpoint's index holds a number where a shape belongs")
    return [_number(dict(_fields(value)).get(1, 0)) for _, value in _fields(message) if isinstance(value, bytes)]


def _number(value: int | bytes) -> int:
    if isinstance(value, bytes):
        raise ValueError("the checkpoint's index holds bytes where a number belongs")
    return value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
