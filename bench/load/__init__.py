"""A closed-loop load generator that checks the content of every reply."""

from bench.load.closed_loop import Outcome, Window, drive
from bench.load.peers import FloorPeer, JsonPeer, Peer
from bench.load.product import ProductPeer

__all__ = ["FloorPeer", "JsonPeer", "Outcome", "Peer", "ProductPeer", "Window", "drive"]
