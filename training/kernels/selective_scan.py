"""The compiled selective scan as a differentiable function; see selective_scan.cpp. Needs a C++ compiler and ninja."""

from functools import cache
from pathlib import Path

import torch
from torch.utils.cpp_extension import load

HERE = Path(__file__).parent


@cache
def compiled():
    build = HERE.parent / "build"
    build.mkdir(exist_ok=True)
    # -ffast-math lets the compiler turn exp into its vector form; no value here is infinite or NaN.
    flags = ["-O3", "-march=native", "-ffast-math"]
    return load("selective_scan", [HERE / "selective_scan.cpp"], extra_cflags=flags, build_directory=build)


class SelectiveScan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, delta, a, b, c, scale):
        inputs = [tensor.contiguous() for tensor in (x, delta, a, b, c)]
        y, h = compiled().forward(*inputs, scale)
        ctx.save_for_backward(*inputs, h)
        ctx.scale = scale
        return y

    @staticmethod
    def backward(ctx, gradient):
        return (*compiled().backward(gradient.contiguous(), *ctx.saved_tensors, ctx.scale), None)


def selective_scan(x, delta, a, b, c, scale: float = 1.0) -> torch.Tensor:
    """x, delta [batch, length, d]; a [d, n]; b, c [batch, length, n]; all float32 -> y [batch, length, d]."""
    return SelectiveScan.apply(x, delta, a, b, c, scale)
