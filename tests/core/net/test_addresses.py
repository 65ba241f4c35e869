"""Which addresses are public, by IANA's registries."""

from ipaddress import ip_address

import pytest

from trendflix.core.net.addresses import SPECIAL_IPV4, SPECIAL_IPV6, is_public


@pytest.mark.parametrize(
    "text", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::200e", "64:ff9b::5db8:d822"]
)
def test_addresses_of_the_public_internet(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize("network", [*SPECIAL_IPV4, *SPECIAL_IPV6], ids=str)
def test_no_special_network_is_public_from_its_first_address_to_its_last(network: object) -> None:
    first, last = network[0], network[-1]  # type: ignore[index]
    assert not is_public(first) and not is_public(last)


@pytest.mark.parametrize(
    "text",
    ["::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "fc00::1", "fe80::1",
     "fec0::1", "ff02::1", "5f00::1", "4000::1"],
)  # fmt: skip
def test_nothing_outside_of_global_unicast_is_public(text: str) -> None:
    assert not is_public(ip_address(text))
