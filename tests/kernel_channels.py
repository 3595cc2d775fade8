"""Speaking to a kernel from outside, as another program on the same computer would."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

ANSWERING = {"shell": "DEALER", "control": "DEALER", "hb": "REQ", "iopub": "SUB"}  # stdin only asks
SECONDS = 1.0
TRIES = 20


def described(file: Path) -> dict[str, Any]:
    """What a kernel's connection file says, all of its keys included."""
    return json.loads(file.read_text(encoding="utf-8"))


def answering(connection: dict[str, Any], *, with_keys: bool) -> set[str]:
    """The channels of a kernel on the network interface that answer, with its keys of encryption or without them.

    Whoever asks is given everything else: the ports, and the key by which messages are signed.
    """
    import zmq
    from jupyter_client.session import Session

    session = Session(key=str(connection["key"]).encode())
    context = zmq.Context()
    sockets = {name: context.socket(getattr(zmq, kind)) for name, kind in ANSWERING.items()}
    waiting = zmq.Poller()
    try:
        for name, socket in sockets.items():
            socket.linger = 0
            if with_keys:
                socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
                socket.curve_serverkey = str(connection["curve_publickey"]).encode()
            socket.connect(f"tcp://{connection['ip']}:{connection[f'{name}_port']}")
            waiting.register(socket, zmq.POLLIN)
        sockets["iopub"].subscribe(b"")
        heard: set[str] = set()
        for _ in range(TRIES):  # iopub tells what was asked only those who had joined it by then
            for name in {"shell", "control", "hb"} - heard | {"shell"}:
                asked = [b"there?"] if name == "hb" else session.serialize(session.msg("kernel_info_request"))
                with suppress(zmq.Again):  # refused already: there is nobody to send to
                    sockets[name].send_multipart(asked, zmq.DONTWAIT)
            heard |= _heard({name: each for name, each in sockets.items() if name not in heard}, waiting)
            if not (heard or with_keys) or len(heard) == len(sockets):
                break
        return heard
    finally:
        context.destroy(linger=0)


def _heard(sockets: dict[str, Any], waiting: Any) -> set[str]:
    heard: set[str] = set()
    while len(heard) < len(sockets) and (ready := dict(waiting.poll(SECONDS * 1000))):
        for name, socket in sockets.items():
            if socket in ready:
                socket.recv_multipart()
                waiting.unregister(socket)
                heard.add(name)
    return heard
