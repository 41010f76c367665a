#!/usr/bin/env bash
# A Windows Python 3.11 under Wine, made of packages alone: python.sh FOLDER [WHEEL-OR-PACKAGE...]
#
# Afterwards: FOLDER/python -m workshop_tui status     (sys.platform is win32; one call costs a second or two)
# The parts: Panda3D's wheel for Windows carries python311.dll and the extension modules; the standard library is this
# machine's own 3.11; Wine 8 lacks bcryptprimitives.dll (Rust's random numbers) and the wheel python3.dll: made here.
# Called again with a newer wheel, that alone is replaced (2 s). Exit code 3: the parts cannot be had here, now.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd); shift
host=$(command -v python3.11 || uv python find 3.11) || exit 3
python=$folder/py
mkdir -p "$python/DLLs" "$python/Lib"
if [[ ! -e $python/python.exe ]]; then
  made=$(mktemp -d "$folder/made.XXXX")
  trap 'rm -rf "$made"' EXIT
  cd "$made"
  pip download -q --no-deps --only-binary=:all: --platform win_amd64 --python-version 3.11 -d . panda3d >&2 || exit 3
  unzip -q panda3d-*.whl 'deploy_libs/*'
  cp deploy_libs/{python311,sqlite3}.dll deploy_libs/VCRUNTIME140*.dll deploy_libs/lib*.dll "$python"
  cp deploy_libs/*.pyd "$python/DLLs"
  library=$("$host" -c 'import os; print(os.path.dirname(os.__file__))')
  tar -C "$library" -cf - --exclude=site-packages --exclude=dist-packages --exclude='*.opt-?.pyc' --exclude='*.so' \
    --exclude=./test . | tar -xf - -C "$python/Lib"   # compiled as well, where it is here
  cat >main.c <<'C'
#include <wchar.h>
extern __declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
C
  x86_64-w64-mingw32-gcc -municode -O1 -o python.exe main.c "$python/python311.dll"
  cat >random.c <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE at, SIZE_T bytes) { return SystemFunction036(at, (ULONG)bytes); }
C
  x86_64-w64-mingw32-gcc -shared -O1 -o "$python/bcryptprimitives.dll" random.c -ladvapi32
  {
    printf 'LIBRARY python3.dll\nEXPORTS\n'
    x86_64-w64-mingw32-objdump -p "$python/python311.dll" | awk '/\[Ordinal\/Name Pointer\]/{f=1;next} f&&/\[ *[0-9]+\]/{print $NF}' |
      grep -E '^_?Py' | awk '{print $1" = python311."$1}'
  } >python3.def
  echo 'int nothing;' >nothing.c
  x86_64-w64-mingw32-gcc -shared -o "$python/python3.dll" nothing.c python3.def
  mv python.exe "$python"
fi
cat >"$folder/python" <<P
#!/usr/bin/env bash
export WINEPREFIX=$folder/prefix WINEDEBUG=\${WINEDEBUG:--all} WINEDLLOVERRIDES="bcryptprimitives=n"
if [[ -t 1 ]]; then exec wine "$python/python.exe" "\$@"; fi
set -o pipefail; wine "$python/python.exe" "\$@" 2> >(cat >&2) | cat   # Wine's Python cannot write to a plain file
P
chmod +x "$folder/python"
unneeded="mscoree,mshtml=;explorer.exe,plugplay.exe,rpcss.exe,svchost.exe,winedevice.exe,winemenubuilder.exe=d"
[[ -d $folder/prefix ]] || WINEPREFIX=$folder/prefix WINEDEBUG=-all WINEDLLOVERRIDES=$unneeded wineboot -i >/dev/null 2>&1
if (($#)); then
  uv pip install -q --target "$python/Lib/site-packages" --reinstall-package workshop-tui --only-binary :all: \
    --python-platform x86_64-pc-windows-msvc --python-version 3.11 "$@" tzdata >&2 || exit 3
fi
