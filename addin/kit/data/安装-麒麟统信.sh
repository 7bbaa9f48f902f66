#!/bin/sh
# 麒麟、统信：为当前用户安装绩效自评，不需要管理员。sh 安装-麒麟统信.sh [uninstall]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home="${XDG_DATA_HOME:-$HOME/.local/share}/pe-score"
desktop=$(xdg-user-dir DESKTOP 2>/dev/null || echo "$HOME/Desktop")
rm -rf "$home" "$desktop"/绩效自评-*.desktop
[ "${1:-}" != uninstall ] || { echo "已卸载"; exit 0; }

for python in python3.14 python3.13 python3.12 python3.11 python3 none; do
  "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done
[ "$python" != none ] || { echo "需要 Python 3.11 或更高版本（含 venv）"; exit 2; }

# 库：离线包旁边备有“库-linux”文件夹的用它，没有的从网络取。
"$python" -m venv "$home"
site=$("$home/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
ours="$here/python/Lib/site-packages"
if [ -d "$here/库-linux" ]; then set -- --no-index --find-links "$here/库-linux"; else set --; fi
"$home/bin/python" -m pip install -q "$@" -r "$ours/addin/kit/linux.txt"
for each in addin scoring rulesets templates; do cp -r "$ours/$each" "$site/"; done
cp -r "$ours"/pe_score-*.dist-info "$site/"

mkdir -p "$desktop"
shortcut() {
  printf '[Desktop Entry]\nType=Application\nTerminal=true\nName=%s\nExec="%s" -P -m addin.terminal.drop %s %%F\n' \
    "绩效自评-$1" "$home/bin/python" "$2" > "$desktop/绩效自评-$1.desktop"
  chmod +x "$desktop/绩效自评-$1.desktop"
}
shortcut 评分 fill; shortcut 审核 audit; shortcut 报告 report; shortcut 公开版 public
shortcut 批量审核 review
echo "装好了：把自评表或文件夹拖到桌面上的“绩效自评-评分”等图标上。"
