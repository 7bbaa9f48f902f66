"""What ends a verb with a sentence for the clerk instead of a traceback."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class UserError(Exception):
    """Something the person can put right; the message is Chinese and complete."""


class Unconfirmed(UserError):
    """It is not done before a person has confirmed that it may be: a door that can ask, asks."""


class BookError(UserError):
    """One write that the workbook forbids: a locked cell, a covered cell, a taken name."""


_REASONS = {
    errno.EACCES: "没有权限，或文件正被别的程序占用",
    errno.EBUSY: "文件正被别的程序占用",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.EINVAL: "路径的写法不对",
    errno.EIO: "磁盘读写出错",
    errno.EISDIR: "这是文件夹",
    errno.ELOOP: "符号链接绕成了一个圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ETIMEDOUT: "网络位置没有回应",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese where the reason is a common one."""
    said = str(error.strerror or error).rstrip("。. ")
    return _REASONS.get(error.errno or 0, f"系统报错 {said}")


@contextmanager
def about(name: object) -> Iterator[None]:
    """What goes wrong inside is told of the file or thing it is about: ``表.xlsx：…``."""
    try:
        yield
    except UserError as error:
        raise UserError(f"{name}：{error}") from error
