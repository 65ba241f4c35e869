"""Columns of affiliate networks and of shops in several languages."""

from decimal import Decimal
from pathlib import Path

import pytest

from shopping.feeds import Shop, columns_of
from shopping.feeds.readers.columns import apply, guess, missing
from tests.shopping.feeds.helpers import good, save

AWIN = (
    "aw_deep_link,product_name,aw_product_id,merchant_product_id,merchant_image_url,description,merchant_category,search_price,"
    "merchant_name,category_name,aw_image_url,currency,store_price,delivery_cost,merchant_deep_link,brand_name,colour,rrp_price,in_stock\n"
    "https://www.awin1.example/p?a=1,Wool Coat,111,M-1,https://x.example/a.jpg,Warm,Women > Coats,80.00,Acme,Clothing,"
    "https://images.example/1.jpg,GBP,80.00,3.99,https://x.example/1,Acme,Navy,120.00,1\n"
)
CJ = (
    "PROGRAMNAME,NAME,KEYWORDS,DESCRIPTION,SKU,MANUFACTURER,CURRENCY,SALEPRICE,PRICE,RETAILPRICE,BUYURL,IMPRESSIONURL,IMAGEURL,"
    "ADVERTISERCATEGORY,INSTOCK\n"
    "Acme,Wool Coat,coat,Warm,111,Acme,GBP,80.00,120.00,,https://www.cj.example/click-1,https://www.cj.example/image-1,"
    "https://x.example/a.jpg,Women > Coats,yes\n"
)
TRADEDOUBLER = (
    "TDProductId;name;description;productUrl;imageUrl;price;currency;merchantCategoryName;brand;previousPrice;availability\n"
    "111;Wool Coat;Warm;https://td.example/c;https://x.example/a.jpg;80.00;GBP;Women > Coats;Acme;120.00;in stock\n"
)
WEBGAINS = (
    "product_id|product_name|deeplink|image_url|price|currency|description|category|brand|recommended_retail_price|in_stock\n"
    "111|Wool Coat|https://wg.example/c|https://x.example/a.jpg|80.00|GBP|Warm|Women > Coats|Acme||1\n"
)
RAKUTEN = (
    "HDR|38000|Acme|2024-01-01/10:00:00\n"
    "111|Wool Coat|S-1|Women~~Coats||https://x.example/1|https://x.example/a.jpg|https://click.example/1|Warm|Warm and long|"
    "||80.00|120.00|||Acme||||Acme||in-stock|||GBP|\n"
    "TRL|1\n"
)
GERMAN = (
    "Artikelnummer;Produktname;Beschreibung;Deeplink;Bild-URL;Preis;Währung;Marke;Farbe;Größe;Verfügbarkeit;Kategorie\n"
    "111;Wollmantel;Warm;https://x.example/1;https://x.example/a.jpg;80,00;GBP;Acme;Blau;38;sofort lieferbar;Women > Coats\n"
)


@pytest.mark.parametrize(
    ("text", "price", "sale"),
    [
        (AWIN, 120, 80), (CJ, 120, 80), (TRADEDOUBLER, 120, 80), (WEBGAINS, 80, None), (RAKUTEN, 120, 80), (GERMAN, 80, None),
    ],
    ids=["Awin", "CJ", "Tradedoubler", "Webgains", "Rakuten", "German"],
)  # fmt: skip
def test_a_networks_export_is_read_without_a_mapping(tmp_path: Path, text: str, price: int, sale: int | None) -> None:
    [row] = good(save(tmp_path, text))
    assert (row.product_id, row.currency, row.brand, row.availability) == ("111", "GBP", "Acme", "in_stock")
    assert (row.price, row.sale_price) == (Decimal(price), None if sale is None else Decimal(sale))
    assert row.images == ("https://x.example/a.jpg",) and row.category == "outerwear"


def test_the_tracked_link_is_chosen_before_the_shops_own() -> None:
    assert guess(["merchant_deep_link", "aw_deep_link"]) == {"aw_deep_link": "link"}


def test_a_mapping_that_is_kept_is_used_and_not_guessed(tmp_path: Path) -> None:
    text = "nr,was,wo,foto,was_kostet\n1,Hut,https://x.example/,a.jpg,5 EUR\n"
    mapping = {"nr": "id", "was": "title", "wo": "link", "foto": "image_link", "was_kostet": "price"}
    path, shop = save(tmp_path, text), Shop(columns=mapping)
    assert good(path, shop)[0].title == "Hut" and columns_of(path, shop) == mapping


def test_columns_are_shown_for_confirmation_the_unknown_ones_too(tmp_path: Path) -> None:
    found = columns_of(save(tmp_path, TRADEDOUBLER.replace("brand", "mystery")))
    assert found["TDProductId"] == "id" and found["mystery"] == "" and missing(found) == []


def test_the_rows_currency_is_put_to_bare_prices_only() -> None:
    assert apply({"p": "price", "c": "currency"}, {"p": "5", "c": "GBP"})["price"] == "5 GBP"
    assert apply({"p": "price", "c": "currency"}, {"p": "$5", "c": "GBP"})["price"] == "$5"
