import asyncio
from asyncio import create_subprocess_shell


async def found(command, folder):
    # ruleid: python.async-shell
    await asyncio.create_subprocess_shell(command)
    # ruleid: python.async-shell
    await create_subprocess_shell(f"ls {folder}")


async def near_misses(folder):
    # ok: python.async-shell
    await asyncio.create_subprocess_shell("ls | wc -l")
    # ok: python.async-shell
    await asyncio.create_subprocess_exec("ls", folder)
