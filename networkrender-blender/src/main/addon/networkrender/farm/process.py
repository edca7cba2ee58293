# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a process: it is started, read and written to, and nobody ever waits for it."""

import collections
import contextlib
import ctypes
import errno
import os
import signal
import subprocess
import threading

from . import starting, streams

CHUNK = 65536
LAST_LINES = 20
MOST_ANSWER = 32 * 1024 * 1024
MOST_ENDING = 10.0


def is_there(number):
    """Whether a process of the user runs. Another one may have its number by now."""
    if number <= 0:
        return False
    if os.name == "nt":
        return is_there_on_windows(number)
    try:
        os.kill(number, 0)
    except OSError as problem:
        return problem.errno == errno.EPERM
    return True


def is_there_on_windows(number):
    """There `os.kill` would end it."""
    limited_information, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(limited_information, False, number)
    if not handle:
        return False
    code = ctypes.c_ulong()
    told = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not told or code.value == still_active


@contextlib.contextmanager
def broken_pipes_told():
    """Within it a pipe that nobody reads is an error. Blender 4.3 would end by the signal that comes otherwise."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    pipe = {signal.SIGPIPE}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, pipe)
    try:
        yield
    finally:
        if signal.SIGPIPE not in before:
            if signal.SIGPIPE in signal.sigpending():
                signal.sigwait(pipe)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Process:
    """A program that runs, with threads that read it. Methods are for one thread and return at once.

    `on_event` gets each object that the program prints, on the reading thread.
    """

    def __init__(self, command, on_event):
        self._on_event = on_event
        self._errors = collections.deque(maxlen=LAST_LINES)
        self.skipped = 0
        self._process = subprocess.Popen(
            starting.direct(command),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=starting.environment(),
            **starting.apart(command),
        )
        self._readers = [self._thread(self._read_events), self._thread(self._read_errors)]

    def _thread(self, work):
        thread = threading.Thread(target=work, name="networkrender", daemon=True)
        thread.start()
        return thread

    def _read_events(self):
        splitter = streams.LineSplitter()
        for data in chunks(self._process.stdout):
            for line in splitter.feed(data):
                event = streams.decode(line)
                if event is None:
                    self.skipped += bool(line.strip())
                else:
                    self._on_event(event)
        self.skipped += splitter.dropped

    def _read_errors(self):
        splitter = streams.LineSplitter(65536)
        for data in chunks(self._process.stderr):
            self._errors.extend(line.decode("utf-8", "replace") for line in splitter.feed(data))

    @property
    def number(self):
        return self._process.pid

    def code(self):
        """The exit code, or None while it runs or something of it is still to be read."""
        if any(thread.is_alive() for thread in self._readers):
            return None
        return self._process.poll()

    def error(self):
        """What it said last to a person, without its own name."""
        lines = [line.strip() for line in list(self._errors) if line.strip()]
        for line in reversed(lines):
            if line.startswith("networkrender: "):
                return line[len("networkrender: ") :]
        return lines[-1] if lines else ""

    def send(self, command):
        """Sends a command; False where the program does not listen any more."""
        try:
            with broken_pipes_told():
                self._process.stdin.write(streams.encode(command))
        except (OSError, ValueError):
            return False
        return True

    def let_go(self):
        """Closes its input: whether it goes on is what it was told when it began."""
        try:
            self._process.stdin.close()
        except OSError:
            # It has gone, with what it had not read.
            return

    def end(self):
        """Ends it at once."""
        if self._process.poll() is None:
            self._process.terminate()


class Answer:
    """A program that prints something and ends.

    `read` makes something of what it prints, which is `told` then. It has a thread for that: much takes a while.
    """

    def __init__(self, command, within=60.0, clock=None, read=None):
        self._until = None if clock is None else clock() + within
        self._clock = clock
        self._process = subprocess.Popen(
            starting.direct(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=starting.environment(),
            **starting.apart(command),
        )
        self.out = b""
        self.errors = b""
        self.told = None
        self._make = read
        self.late = False
        self.heard = False
        self._killed = False
        self._readers = [
            threading.Thread(target=self._read, args=each, name="networkrender", daemon=True)
            for each in ((self._process.stdout, "out"), (self._process.stderr, "errors"))
        ]
        for thread in self._readers:
            thread.start()

    def _read(self, stream, name):
        kept = bytearray()
        for data in chunks(stream):
            self.heard = True
            kept += data[: MOST_ANSWER - len(kept)]
        setattr(self, name, bytes(kept))
        if name == "out" and self._make is not None:
            self.told = self._make(self.out)

    @property
    def number(self):
        return self._process.pid

    def code(self):
        """The exit code, or None while it runs. Who takes too long is ended, and who does not end is killed."""
        late = 0 if self._clock is None else self._clock() - self._until
        if late > 0 and not self.late:
            self.late = True
            self.end()
        if late > MOST_ENDING and not self._killed:
            self._killed = True
            self._kill()
        if any(thread.is_alive() for thread in self._readers):
            return None
        return self._process.poll()

    def error(self):
        lines = [line.strip() for line in self.errors.decode("utf-8", "replace").splitlines()]
        lines = [line for line in lines if line]
        for line in lines:
            if line.startswith("networkrender: "):
                return line[len("networkrender: ") :]
        return lines[-1] if lines else ""

    def end(self):
        """Ends it, and lets it end what it has started."""
        if self._process.poll() is None:
            self._process.terminate()

    def _kill(self):
        if self._process.poll() is None:
            self._process.kill()


def chunks(stream):
    """The bytes of a pipe as they come, until it ends or breaks."""
    while True:
        try:
            data = os.read(stream.fileno(), CHUNK)
        except (OSError, ValueError):
            return
        if not data:
            stream.close()
            return
        yield data
