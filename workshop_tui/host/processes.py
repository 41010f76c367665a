"""The programs of this machine: tell whether one still runs, where that is, and bound what this one may take."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

if sys.platform == "win32":

    def is_over(number: int) -> bool:
        """Tell whether it is known that no process has this number any more."""
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(0x1000, False, number))  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return ctypes.get_last_error() == 87  # ERROR_INVALID_PARAMETER: there is none; else it is somebody else's
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return bool(known) and code.value != 259  # STILL_ACTIVE

    def machine() -> str:
        """Give this machine's name: `platform.node()`'s, which starts a `cmd` for it."""
        import ctypes

        size = ctypes.c_ulong(1 << 10)
        name = ctypes.create_unicode_buffer(size.value)
        told = ctypes.windll.kernel32.GetComputerNameExW(5, name, ctypes.byref(size))  # ComputerNamePhysicalDnsHostname
        return name.value if told else ""

    def bound(memory: int, seconds: float, _over: Callable[[], None]) -> None:
        """Let the system end this process at so many seconds of work, and give it no more than so many bytes."""
        import ctypes
        from ctypes import wintypes

        count, size = ctypes.c_ulonglong, ctypes.c_size_t

        class Limits(ctypes.Structure):
            """Windows' JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

            _fields_ = [
                ("process_time", ctypes.c_longlong), ("job_time", ctypes.c_longlong), ("flags", wintypes.DWORD),
                ("least", size), ("most", size), ("processes", wintypes.DWORD), ("affinity", size),
                ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD), ("counters", count * 6),
                ("process_memory", size), ("job_memory", size), ("peak_process", size), ("peak_job", size),
            ]  # fmt: skip

        kernel = ctypes.windll.kernel32
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = Limits(flags=0x102, process_time=int(seconds * 10_000_000), process_memory=memory)  # in 100 ns
        kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))

    def end_at_last(code: int, seconds: float) -> None:
        """End this process with `code` in so many seconds, whatever it waits for: a server, a disk, a thread."""
        import threading

        last = threading.Timer(seconds, os._exit, (code,))
        last.daemon = True
        last.start()

    def ran_out_of_time(code: int) -> bool:
        """Tell whether a process that ended with `code` was ended for the time that it took."""
        return code == 1816  # ERROR_NOT_ENOUGH_QUOTA

else:

    def is_over(number: int) -> bool:
        """Tell whether it is known that no process has this number any more."""
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False

    def machine() -> str:
        """Give this machine's name."""
        return os.uname().nodename

    def bound(memory: int, seconds: float, over: Callable[[], None]) -> None:
        """Let the system call `over` at so many more seconds of work, end this process at as many once more (or one),
        and give it no more than so many bytes; where it can."""
        import resource
        import signal
        import time
        from math import ceil

        signal.signal(signal.SIGPROF, lambda _number, _frame: over())
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)  # the end, also of what never looks for a signal
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + min(seconds, 1))
        last = ceil(time.process_time() + seconds) + 1  # counted in full seconds, and what was taken so far with them

        for kind, soft, hard in (
            (resource.RLIMIT_CPU, last, last),
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            most = resource.getrlimit(kind)[1]
            bounds = [min(one, most) if most != resource.RLIM_INFINITY else one for one in (soft, hard)]
            try:
                resource.setrlimit(kind, (bounds[0], bounds[1]))
            except (OSError, ValueError):  # macOS bounds no memory
                continue

    def end_at_last(_code: int, seconds: float) -> None:
        """End this process in so many seconds, whatever it waits for: a server, a disk, a thread."""
        import signal

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def ran_out_of_time(code: int) -> bool:
        """Tell whether a process that ended with `code` was ended for the time that it took."""
        import signal

        return -code in (signal.SIGVTALRM, signal.SIGXCPU, signal.SIGKILL)
