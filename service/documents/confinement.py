"""What a process gives up before it touches a stranger's file.

Memory and time are bounded by the kernel; no file can be written, and no file but program code be
opened; no process, socket or signal be made. Where the kernel lets it, the process also leaves
the network, so that code in C has none either.
"""

import ctypes
import math
import os
import resource
import sys

from service.documents.limits import Limits

__all__ = ["confine"]

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CODE = (".py", ".pyc", ".so")
_REFUSED = (
    "ftplib.", "http.", "os.chmod", "os.chown", "os.exec", "os.fork", "os.kill", "os.link",
    "os.mkdir", "os.posix_spawn", "os.putenv", "os.remove", "os.rename", "os.rmdir", "os.spawn",
    "os.symlink", "os.system", "os.truncate", "os.utime", "pty.", "shutil.", "signal.", "smtplib.",
    "socket.", "subprocess.", "tempfile.", "urllib.", "webbrowser.",
)  # fmt: skip


def confine(limits: Limits) -> None:
    """Give up for good what reading a document does not need.

    Works on POSIX; the network is left on Linux, where the kernel allows it.
    """
    _leave_network()
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        # Whoever started this process stops it in time; this holds where they are gone.
        (resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        # A dump of this process would hold somebody's CV.
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, allowed = resource.getrlimit(what)
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (least, least))
    sys.addaudithook(_refuse)


def _leave_network() -> None:
    """Enter an empty network; an ordinary user may do so only as a new user."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None and unshare(_NEW_NETWORK) != 0:
        unshare(_NEW_NETWORK | _NEW_USER)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        # Modules are still imported when first needed; nothing else is read, and nothing written.
        name, _, flags = arguments
        if not str(name).endswith(_CODE) or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError("a reader opens no files")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"a reader does no {event}")
