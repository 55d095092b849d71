"""Scripts that try to get out: to files, the network, processes and secrets."""

FILES = {
    "open_through_builtins": """
async def main(message, variables):
    return "ESCAPED " + reach("builtins").open("/etc/passwd").read()
""",
    "open_through_io": """
async def main(message, variables):
    return "ESCAPED " + reach("io").open("/etc/passwd").read()
""",
    "open_through_posix": """
async def main(message, variables):
    return "ESCAPED %r" % reach("posix").read(reach("posix").open("/etc/passwd", 0), 60)
""",
    "write_a_file": """
async def main(message, variables):
    with reach("io").open(message["folder"] + "/pwned", "w") as file:
        file.write("x")
    return "ESCAPED"
""",
    "list_the_root": """
async def main(message, variables):
    return "ESCAPED " + str(os.listdir("/"))
""",
    "stat_a_file": """
async def main(message, variables):
    return "ESCAPED " + str(os.stat("/etc/passwd"))
""",
    "symlink": """
async def main(message, variables):
    os.symlink("/etc", message["folder"] + "/pwned")
    return "ESCAPED"
""",
    "mkdir": """
async def main(message, variables):
    os.mkdir(message["folder"] + "/pwned")
    return "ESCAPED"
""",
    "read_proc_environ": """
async def main(message, variables):
    return "ESCAPED %r" % reach("posix").open("/proc/self/environ", 0)
""",
    "memory_file": """
async def main(message, variables):
    return "ESCAPED %d" % os.memfd_create("x")
""",
    "import_from_a_path": """
async def main(message, variables):
    sys.path.insert(0, message["folder"])
    sys.meta_path.append(sys.modules["_frozen_importlib_external"].PathFinder)
    __import__("pwned")
    return "ESCAPED"
""",
    "mmap_a_file_descriptor": """
async def main(message, variables):
    mmap = reach("mmap")
    return "ESCAPED %r" % mmap.mmap(3, 4096)[:10]
""",
}

NETWORK = {
    "connect": """
async def main(message, variables):
    socket = reach("socket")
    socket.create_connection(("127.0.0.1", message["port"]), 1).sendall(b"pwned")
    return "ESCAPED"
""",
    "raw_socket_module": """
async def main(message, variables):
    made = reach("_socket").socket(2, 1, 0)
    made.connect(("127.0.0.1", message["port"]))
    return "ESCAPED"
""",
    "unix_socket": """
async def main(message, variables):
    return "ESCAPED %r" % (reach("socket").socketpair(),)
""",
    "open_connection": """
import asyncio
async def main(message, variables):
    await asyncio.open_connection("127.0.0.1", message["port"])
    return "ESCAPED"
""",
    "resolve_a_name": """
async def main(message, variables):
    return "ESCAPED %r" % reach("socket").getaddrinfo("localhost", 80)
""",
}

PROCESSES = {
    "fork": """
async def main(message, variables):
    return "ESCAPED %d" % os.fork()
""",
    "fork_bomb": """
async def main(message, variables):
    while True:
        try:
            os.fork()
        except OSError as refused:
            return str(refused)
""",
    "system": """
async def main(message, variables):
    status = os.system("touch " + message["folder"] + "/pwned")
    return "ESCAPED" if status == 0 else str(status)
""",
    "exec": """
async def main(message, variables):
    os.execv("/bin/sh", ["sh", "-c", "exit 0"])
""",
    "posix_spawn": """
async def main(message, variables):
    return "ESCAPED %d" % os.posix_spawn("/bin/true", ["true"], {})
""",
    "subprocess": """
import asyncio
async def main(message, variables):
    made = await asyncio.create_subprocess_exec("/bin/true")
    return "ESCAPED %r" % made
""",
    "ptrace_the_server": """
async def main(message, variables):
    ctypes = reach("ctypes")
    answer = ctypes.CDLL(None).ptrace(16, 1, 0, 0)
    return "ESCAPED" if answer == 0 else "refused"
""",
    "kill_everybody": """
async def main(message, variables):
    os.kill(-1, 9)
    return "ESCAPED"
""",
    "kill_the_server": """
async def main(message, variables):
    os.kill(os.getppid() or 1, 9)
    return "ESCAPED"
""",
    "other_memory": """
async def main(message, variables):
    ctypes = reach("ctypes")
    answer = ctypes.CDLL(None).process_vm_readv(1, 0, 0, 0, 0, 0)
    return "ESCAPED" if answer >= 0 else "refused"
""",
    "clocks_of_others": """
import time
async def main(message, variables):
    found = []
    for pid in range(1, 3000):
        for kind in (0, 1, 2):
            try:
                if pid != os.getpid():
                    found.append((pid, time.clock_gettime((~pid << 3) | kind)))
            except OSError:
                pass
    return "ESCAPED %r" % found if found else "refused"
""",
    "unshare": """
async def main(message, variables):
    os.unshare(os.CLONE_NEWUSER)
    return "ESCAPED"
""",
    "raise_the_limits": """
async def main(message, variables):
    resource = reach("resource")
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    return "ESCAPED"
""",
    "lower_nice": """
async def main(message, variables):
    return "ESCAPED %d" % os.nice(-5)
""",
    "thread": """
async def main(message, variables):
    reach("_thread").start_new_thread(print, ())
    return "ESCAPED"
""",
    "to_thread": """
import asyncio
async def main(message, variables):
    return "ESCAPED %r" % await asyncio.to_thread(int)
""",
}

SECRETS = {
    "environment": """
async def main(message, variables):
    return dict(os.environ)
""",
    "environment_of_the_c_library": """
async def main(message, variables):
    ctypes = reach("ctypes")
    found = ctypes.CDLL(None).getenv
    found.restype = ctypes.c_char_p
    return repr(found(b"BOT_SECRET_CANARY"))
""",
    "every_object": """
async def main(message, variables):
    import gc
    return "x"
""",
    "walk_the_garbage_collector": """
async def main(message, variables):
    texts = [one for one in reach("gc").get_objects() if isinstance(one, dict)]
    return repr(texts)[:100_000]
""",
    "walk_the_frames": """
async def main(message, variables):
    frame, found = sys._getframe(), []
    while frame:
        found.append(repr(frame.f_locals)[:5000])
        frame = frame.f_back
    return found
""",
    "subclasses_to_popen": """
async def main(message, variables):
    for kind in ().__class__.__base__.__subclasses__():
        space = getattr(getattr(kind, "__init__", None), "__globals__", None) or {}
        if "popen" in space:
            return "ESCAPED " + space["popen"]("id").read()
    return "nothing"
""",
    "format_to_globals": """
async def main(message, variables):
    return "{0.__globals__}".format(main)
""",
    "generator_frame": """
async def main(message, variables):
    walk = (walk.gi_frame.f_back.f_back.f_builtins for _ in [1])
    return "ESCAPED " + [*walk][0]["open"]("/etc/passwd").read()
""",
    "raw_memory_of_the_library": """
async def main(message, variables):
    ctypes = reach("ctypes")
    return repr(ctypes.string_at(ctypes.addressof(ctypes.c_char_p.in_dll(ctypes.CDLL(None), "environ")), 64))
""",
    "executable_memory": """
async def main(message, variables):
    mmap = reach("mmap")
    made = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    return "ESCAPED %r" % made
""",
}
