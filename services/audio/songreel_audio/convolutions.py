"""TensorFlow's 5x5 convolutions of (height, width, channels) images, as products of matrices.

The input is unfolded a strip of rows at a time: whole, it would be 25 times the image. With channels last, each row of
a window is one run of memory, so that unfolding costs little beside the product.
"""

import numpy as np
from numpy.typing import NDArray

SIDE = 5
STRIP_POSITIONS = 8192
"""Windows unfolded at once: 26 MB with 64 channels."""
TAPS = ((3, 1), (4, 2, 0))
"""Of a transposed convolution: which kernel rows meet input rows above, at and below an even or odd output row."""

Floats = NDArray[np.float32]


class Convolution:
    """5x5, stride 2, padding "same": half the size."""

    def __init__(self, kernel: Floats, bias: Floats) -> None:
        """`kernel` is (5, 5, channels in, channels out)."""
        self._flat = np.ascontiguousarray(kernel.reshape(-1, len(bias)))
        self._bias = bias

    def __call__(self, x: Floats) -> Floats:
        """(height / 2, width / 2, channels out) of an image of even sides."""
        height, width = x.shape[0] // 2, x.shape[1] // 2
        windows = _windows(np.pad(x, ((1, 2), (1, 2), (0, 0))), SIDE, 2)
        out = np.empty((height, width, len(self._bias)), np.float32)
        rows = max(1, STRIP_POSITIONS // width)
        for at in range(0, height, rows):
            strip = windows[at : at + rows].reshape(-1, len(self._flat))
            out[at : at + rows] = (strip @ self._flat).reshape(-1, width, len(self._bias))
        out += self._bias
        return out


class Transposed:
    """5x5 transposed, stride 2, padding "same": twice the size.

    Output pixels of one parity of row and column are an ordinary convolution with every second tap of the kernel, so no
    product is made with the zeros between input pixels.
    """

    def __init__(self, kernel: Floats, bias: Floats) -> None:
        """`kernel` is (5, 5, channels out, channels in)."""
        self._even, self._odd = (_parity_kernel(kernel, taps) for taps in TAPS)
        self._bias = bias

    def __call__(self, x: Floats) -> Floats:
        """(2 height, 2 width, channels out)."""
        height, width, channels = x.shape
        windows = _windows(np.pad(x, ((1, 1), (1, 1), (0, 0))), 3, 1)
        out = np.empty((height, 2, width, 2 * len(self._bias)), np.float32)
        rows = max(1, STRIP_POSITIONS // width)
        for at in range(0, height, rows):
            strip = windows[at : at + rows].reshape(-1, 9 * channels)
            shape = (-1, width, 2 * len(self._bias))
            out[at : at + rows, 0] = (strip[:, : 6 * channels] @ self._even).reshape(shape)
            out[at : at + rows, 1] = (strip @ self._odd).reshape(shape)
        image = out.reshape(2 * height, 2 * width, len(self._bias))
        image += self._bias
        return image


def dilated(x: Floats, kernel: Floats, bias: Floats) -> Floats:
    """(height, width, channels out) of a 4x4 convolution with dilation 2 of one channel."""
    height, width = x.shape
    padded = np.pad(x, 3)
    row, column = padded.strides
    shape, strides = (height, width, 4, 4), (row, column, 2 * row, 2 * column)
    windows = np.lib.stride_tricks.as_strided(padded, shape, strides, writeable=False)
    flat = kernel.reshape(16, -1)
    out = np.empty((height, width, len(bias)), np.float32)
    for at in range(0, height, 16):
        out[at : at + 16] = (windows[at : at + 16].reshape(-1, 16) @ flat).reshape(-1, width, len(bias))
    out += bias
    return out


def _windows(padded: Floats, side: int, stride: int) -> Floats:
    """(rows, columns, side, side * channels) views of every `stride`th window."""
    height, width, channels = padded.shape
    rows, columns = (height - side) // stride + 1, (width - side) // stride + 1
    down, right, _ = padded.strides
    shape, strides = (rows, columns, side, side * channels), (down * stride, right * stride, down, padded.itemsize)
    return np.lib.stride_tricks.as_strided(padded, shape, strides, writeable=False)


def _parity_kernel(kernel: Floats, row_taps: tuple[int, ...]) -> Floats:
    """(rows * 3 * channels in, 2 * channels out): even and odd output columns side by side."""
    channels_out, channels_in = kernel.shape[2:]
    out = np.zeros((len(row_taps), 3, channels_in, 2, channels_out), np.float32)
    for row, i in enumerate(row_taps):
        for parity, column_taps in enumerate(TAPS):
            for column, j in enumerate(column_taps):
                out[row, column, :, parity] = kernel[i, j].T
    return out.reshape(-1, 2 * channels_out)
