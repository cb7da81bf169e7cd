"""The container: a zip that is stored, not compressed, in one fixed form, so that equal members make equal bytes.

Every byte of it follows from the names and contents of its members. So a reader can write it again, and the first byte
that is not as written is the one that was damaged. A zip tells its members twice, in their own headers and in the
directory at its end; where one of the two is broken, the other still says what was there.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from summarizer.errors import UsageError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3
_MOST_MEMBERS = 65_535
_MOST_BYTES = 2**32 - 1
_CHUNK = 1 << 16

_HEADER = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_CRC_IN_HEADER, _CRC_IN_ENTRY = 14, 16


class Member(NamedTuple):
    """One file of a bundle."""

    name: str
    data: bytes


class Damage(NamedTuple):
    """What is wrong with a container: members whose contents were changed, and the first byte that is no content."""

    changed: tuple[str, ...] = ()
    at: int | None = None
    where: str = ""


class _Region(NamedTuple):
    start: int
    end: int
    what: str


def write(members: Iterable[Member], file: BinaryIO) -> None:
    """Write members, in the order in which they come, as a zip without clock, user or machine in it.

    Raises:
        UsageError: They are more than a plain zip can hold.
    """
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as container:
        for name, data in members:
            count += 1
            if count > _MOST_MEMBERS or file.tell() + len(data) > _MOST_BYTES:
                raise UsageError("The run is too large for one bundle: bundle fewer stories at a time.")
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _READABLE
            container.writestr(info, data)


def packed(members: Iterable[Member]) -> bytes:
    """Write members as bytes."""
    file = io.BytesIO()
    write(members, file)
    return file.getvalue()


def read(data: bytes) -> tuple[tuple[Member, ...], Damage] | None:
    """Read the members back, and what is damaged; None where the bytes are no container of ours at all."""
    found = [members for members in (_by_headers(data), _by_directory(data)) if members]
    if not found:
        return None
    judged = [(_distance(data, packed(members)), _strangers(members), members) for members in found]
    _, _, members = min(judged, key=lambda one: one[:2])
    return members, _damage(data, members)


def _by_headers(data: bytes) -> tuple[Member, ...]:
    """Walk from header to header, from the beginning."""
    found, at = [], 0
    while data[at : at + 4] == b"PK\3\4" and at + _HEADER.size <= len(data):
        fields = _HEADER.unpack_from(data, at)
        size, length, extra = fields[7], fields[9], fields[10]
        start = at + _HEADER.size + length
        name = data[at + _HEADER.size : start]
        found.append(Member(name.decode("ascii", "replace"), data[start + extra : start + extra + size]))
        at = start + extra + size
    return tuple(found)


def _by_directory(data: bytes) -> tuple[Member, ...]:
    """Look the members up in the directory at the end."""
    if len(data) < _END.size or data[-_END.size :][:4] != b"PK\5\6":
        return ()
    at, found = _END.unpack(data[-_END.size :])[6], []
    while data[at : at + 4] == b"PK\1\2" and at + _ENTRY.size <= len(data):
        fields = _ENTRY.unpack_from(data, at)
        size, length, offset = fields[8], fields[10], fields[16]
        start = offset + _HEADER.size + length
        name = data[at + _ENTRY.size : at + _ENTRY.size + length]
        found.append(Member(name.decode("ascii", "replace"), data[start : start + size]))
        at += _ENTRY.size + length + fields[11] + fields[12]
    return tuple(found)


def _strangers(members: tuple[Member, ...]) -> int:
    """Count names that the members' own list of names does not know: a name may be what was damaged."""
    listed = next((member.data for member in members if member.name == "manifest.json"), b"")
    return sum(f'"{member.name}"'.encode() not in listed for member in members)


def _damage(data: bytes, members: tuple[Member, ...]) -> Damage:
    """Compare the bytes with the ones that the members make; a checksum that differs twice tells of its member."""
    whole = packed(members)
    wrong = list(_differing(data, whole))
    changed, explained = [], set()
    for member, header, entry in _places(members):
        sums = (data[header + _CRC_IN_HEADER :][:4], data[entry + _CRC_IN_ENTRY :][:4])
        if sums[0] == sums[1] != zlib.crc32(member.data).to_bytes(4, "little"):
            changed.append(member.name)
            explained |= {header + _CRC_IN_HEADER + k for k in range(4)} | {entry + _CRC_IN_ENTRY + k for k in range(4)}
    at = next((place for place in wrong if place not in explained), None)
    if at is None and len(data) != len(whole):
        at = min(len(data), len(whole))
    return Damage(tuple(changed), at, "" if at is None else _where(at, members))


def _places(members: tuple[Member, ...]) -> Iterator[tuple[Member, int, int]]:
    """Give each member with the offset of its header and of its entry in the directory."""
    headers, at = [], 0
    for member in members:
        headers.append(at)
        at += _HEADER.size + len(member.name) + len(member.data)
    for member, header in zip(members, headers, strict=True):
        yield member, header, at
        at += _ENTRY.size + len(member.name)


def _where(at: int, members: tuple[Member, ...]) -> str:
    """Say in words what stands at an offset."""
    for member, header, entry in _places(members):
        start = header + _HEADER.size + len(member.name)
        if header <= at < start:
            return f"the header of {member.name}"
        if start <= at < start + len(member.data):
            return f"the content of {member.name}"
        if entry <= at < entry + _ENTRY.size + len(member.name):
            return f"the directory's entry of {member.name}"
    return "the end of the directory"


def _distance(one: bytes, two: bytes) -> int:
    return abs(len(one) - len(two)) + sum(1 for _ in _differing(one, two))


def _differing(one: bytes, two: bytes) -> Iterator[int]:
    """List the offsets at which two runs of bytes differ, as far as both go."""
    for start in range(0, min(len(one), len(two)), _CHUNK):
        left, right = one[start : start + _CHUNK], two[start : start + _CHUNK]
        if left != right:
            yield from (start + at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b)
