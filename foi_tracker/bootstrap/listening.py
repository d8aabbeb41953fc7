"""The socket that `up` opens first and hands to the web server, so that no other program takes the port."""

import errno
import socket


class NoPort(Exception):
    """It cannot listen there; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket at `host:port` (port 0: any). Raises `NoPort`."""
    try:
        return _listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = f"Port {port} is taken by another program."
        elif error.errno == errno.EACCES:
            why = f"Port {port} is for root only."
        else:
            raise NoPort(f"Cannot listen at {host}: {error.strerror}.") from error
        raise NoPort(f"{why} Try: python3 manage.py up --port {_free(host)}") from error
    except OverflowError as error:
        raise NoPort("A port is a number from 1 to 65535.") from error


def _listen(host: str, port: int) -> socket.socket:
    line = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((host, port))
        line.listen(128)
    except BaseException:
        line.close()
        raise
    return line


def _free(host: str) -> int:
    """A port that is free now: a near one that one can remember, else any."""
    for port in (*range(8001, 8021), 0):
        try:
            with _listen(host, port) as line:
                return int(line.getsockname()[1])
        except OSError:
            continue
    return 0


def url(host: str, line: socket.socket) -> str:
    """The address for a browser on this machine."""
    port = line.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"
