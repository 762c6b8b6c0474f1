"""What numba has no words for, in LLVM's own form: 32 bytes at a time, prefetching, addresses.

Called so:

    raise_lanes(best, best, points, column, at)     # 32 rows from `at` to points[column] at least
    move_lanes(scores, best, points, column, at)    # the same, added to scores; best is 0 then
    ask_for(array, at)                              # have it come from memory, and do not wait
    at_least(scores, at, least)                     # a bit for each of 32 rows that has so much
    lowest(bits)                                    # the number of the first that is set
    set_bits(bits)                                  # how many are set
    lies_at(address)                                # a pointer, which `carray` makes an array of
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from llvmlite import binding, ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

__all__ = [
    "LANES",
    "MOST_POINTS",
    "ask_for",
    "at_least",
    "lies_at",
    "lowest",
    "move_lanes",
    "raise_lanes",
    "set_bits",
]

Scores = NDArray[np.uint16]
Lanes = Callable[[Scores, Scores, Scores, NDArray[np.uint8], int], None]

LANES = 32
"""Rows that are looked up at a time."""

MOST_POINTS = LANES if binding.get_host_cpu_features().get("avx2", False) else 0
"""Points of the longest table that is looked up so; 0 where it takes longer than row by row."""

_BYTE, _SHORT, _INT, _LONG = (ir.IntType(bits) for bits in (8, 16, 32, 64))
_BYTES, _SHORTS = ir.VectorType(_BYTE, LANES), ir.VectorType(_SHORT, LANES)


def _shuffle(builder: Any, one: Any, other: Any, lanes: Sequence[int]) -> Any:
    """Lanes of two vectors, numbered through, in an order."""
    mask = ir.Constant(ir.VectorType(_INT, len(lanes)), list(lanes))
    return builder.shuffle_vector(one, other, mask)


def _pick(builder: Any, table: Any, index: Any) -> Any:
    """The entry of a table for each lane of an index; 16 entries are within reach at once.

    The processor's own instruction is asked for: left to LLVM, a processor with more instructions
    can get a byte at a time, three times as slow.
    """
    kind = ir.FunctionType(_BYTES, [_BYTES, _BYTES])
    pick = builder.module.declare_intrinsic("llvm.x86.avx2.pshuf.b", (), kind)
    halves = [_shuffle(builder, table, table, [*range(at, at + 16)] * 2) for at in (0, 16)]
    low, high = [builder.call(pick, [half, index]) for half in halves]
    is_high = builder.icmp_unsigned(">", index, ir.Constant(_BYTES, [15] * LANES))
    return builder.select(is_high, high, low)


def _look_up_lanes(builder: Any, points: Any, column: Any) -> Any:
    """The points of some groups, low and high bytes apart; `points` are not changed meanwhile."""
    table, index = builder.load(points, align=2), builder.load(column, align=1)
    table.set_metadata("invariant.load", builder.module.add_metadata([]))
    high = builder.lshr(table, ir.Constant(_SHORTS, [8] * LANES))
    low, high = [_pick(builder, builder.trunc(each, _BYTES), index) for each in (table, high)]
    order = [half * LANES + lane for lane in range(LANES) for half in range(2)]
    return builder.bitcast(_shuffle(builder, low, high, order), _SHORTS)


def _lanes(*, is_last: bool) -> Lanes:
    """Raises some rows to what their groups earn; the last time, moves that into the scores."""

    def typed(_: Any, scores: Any, best: Any, points: Any, column: Any, at: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            def pointer(argument: int, first: Any, lanes: Any) -> Any:
                array = context.make_array(signature.args[argument])
                start = array(context, builder, values[argument]).data
                return builder.bitcast(builder.gep(start, [first]), lanes.as_pointer())

            into, kept = (pointer(argument, values[4], _SHORTS) for argument in range(2))
            table = pointer(2, ir.Constant(_LONG, 0), _SHORTS)
            earned = _look_up_lanes(builder, table, pointer(3, values[4], _BYTES))
            held = builder.load(kept, align=2)
            most = builder.select(builder.icmp_unsigned(">", held, earned), held, earned)
            if is_last:
                builder.store(builder.add(builder.load(into, align=2), most), into, align=2)
                most = ir.Constant(_SHORTS, [0] * LANES)
            builder.store(most, kept, align=2)
            return context.get_dummy_value()

        return types.void(scores, best, points, column, at), emit

    return cast(Lanes, intrinsic(typed))


def _prefetch() -> Callable[[NDArray[Any], int], None]:
    """Asks memory for what is at a place of an array, also past its end, and does not wait."""

    def typed(_: Any, array: Any, at: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            start = context.make_array(signature.args[0])(context, builder, values[0]).data
            place = builder.bitcast(builder.gep(start, [values[1]]), _BYTE.as_pointer())
            kind = ir.FunctionType(ir.VoidType(), [place.type, _INT, _INT, _INT])
            ask = builder.module.declare_intrinsic("llvm.prefetch", (place.type,), kind)
            read, keep, data = (ir.Constant(_INT, each) for each in (0, 3, 1))
            builder.call(ask, [place, read, keep, data])
            return context.get_dummy_value()

        return types.void(array, at), emit

    return cast(Callable[[NDArray[Any], int], None], intrinsic(typed))


def _pointer() -> Callable[[int], Any]:
    """What lies at an address."""

    def typed(_: Any, address: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            return builder.inttoptr(values[0], _BYTE.as_pointer())

        return types.voidptr(address), emit

    return cast(Callable[[int], Any], intrinsic(typed))


def _compare() -> Callable[[Scores, int, int], int]:
    """Compares some rows with a number in 0..65,535; the first row is the lowest bit."""

    def typed(_: Any, scores: Any, at: Any, least: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            start = context.make_array(signature.args[0])(context, builder, values[0]).data
            place = builder.bitcast(builder.gep(start, [values[1]]), _SHORTS.as_pointer())
            one = builder.trunc(values[2], _SHORT)
            none = ir.Constant(_SHORTS, ir.Undefined)
            first = builder.insert_element(none, one, ir.Constant(_INT, 0))
            asked = _shuffle(builder, first, none, [0] * LANES)
            has = builder.icmp_unsigned(">=", builder.load(place, align=2), asked)
            return builder.zext(builder.bitcast(has, _INT), _LONG)

        return types.int64(scores, types.int64, types.int64), emit

    return cast(Callable[[Scores, int, int], int], intrinsic(typed))


def _of_bits(count: Callable[[Any, Any], Any]) -> Callable[[int], int]:
    def typed(_: Any, bits: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            return count(builder, values[0])

        return types.int64(types.int64), emit

    return cast(Callable[[int], int], intrinsic(typed))


def _below(builder: Any, bits: Any) -> Any:
    return builder.cttz(bits, ir.Constant(ir.IntType(1), 1))


def _set(builder: Any, bits: Any) -> Any:
    return builder.ctpop(bits)


raise_lanes, move_lanes, ask_for = _lanes(is_last=False), _lanes(is_last=True), _prefetch()
at_least, lowest, set_bits, lies_at = _compare(), _of_bits(_below), _of_bits(_set), _pointer()
