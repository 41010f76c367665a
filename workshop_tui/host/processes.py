"""Processes of this machine: whether one still runs."""

from __future__ import annotations

import os
import sys

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
