"""Which addresses are on the public internet, whatever notation hides them."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

GLOBAL_UNICAST = IPv6Network("2000::/3")
WELL_KNOWN_NAT64 = IPv6Network("64:ff9b::/96")

# Refused beside what `ipaddress` knows not to be global.
REFUSED_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers; Alibaba's metadata too
        "168.63.129.16/32",  # Azure's wire server, a public address inside every machine there
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
REFUSED_6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4: any IPv4 address can hide in it
        "3fff::/20",
    )
)


def read_address(text: str) -> Address | None:
    """An address in its own notation, None for anything else; a zone (`%eth0`) is no address of ours."""
    try:
        return None if "%" in text else ip_address(text)
    except ValueError:
        return None


def plain(address: Address) -> Address:
    """The IPv4 address inside a mapped or NAT64 one, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in WELL_KNOWN_NAT64:
        return IPv4Address(address.packed[-4:])
    return address


def is_public(address: Address) -> bool:
    """Whether a request there leaves the machine and its networks."""
    inner = plain(address)
    if isinstance(inner, IPv4Address):
        return inner.is_global and not any(inner in network for network in REFUSED_4)
    return inner in GLOBAL_UNICAST and inner.is_global and not any(inner in network for network in REFUSED_6)
