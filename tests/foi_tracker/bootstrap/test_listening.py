"""The socket that `up` hands to the web server."""

import re
import socket

import pytest

from foi_tracker.bootstrap import listening


def test_a_free_port_is_taken_and_shown_as_an_address() -> None:
    with listening.listen("127.0.0.1", 0) as line:
        port = line.getsockname()[1]
        assert listening.url("127.0.0.1", line) == f"http://127.0.0.1:{port}"
        assert listening.url("0.0.0.0", line) == f"http://127.0.0.1:{port}"  # noqa: S104
        assert listening.url("::1", line) == f"http://[::1]:{port}"


def test_a_taken_port_names_one_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(listening.NoPort) as caught:
        listening.listen("127.0.0.1", other.getsockname()[1])
    free = re.fullmatch(
        r"Port \d+ is taken by another program\. Try: python3 manage\.py up --port (\d+)", str(caught.value)
    )
    assert free
    listening.listen("127.0.0.1", int(free[1])).close()


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(listening.NoPort, match=f"Cannot listen at {host}"):
        listening.listen(host, 0)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(listening.NoPort, match="from 1 to 65535"):
        listening.listen("127.0.0.1", port)
