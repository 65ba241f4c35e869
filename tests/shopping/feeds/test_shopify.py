"""Shopify's export: variants, what is not sold, translated headers."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.shopping.feeds.helpers import SHOP, good, save, sorted_out

HEADER = (
    "Handle,Title,Vendor,Type,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,"
    "Variant Price,Image Src,Status\n"
)


def export(*rows: str) -> str:
    """An export of the older generation."""
    return HEADER + "".join(f"{row}\n" for row in rows)


def test_variants_are_told_apart_where_skus_repeat_or_are_empty(tmp_path: Path) -> None:
    rows = [
        "tee,Tee,Acme,Tees,true,Color,Red,Size,S,SAME,9.00,https://x.example/a.jpg,active",
        "tee,,,,,,Red,,M,SAME,9.00,,",
        "tee,,,,,,Blue,,M,,9.00,,",
        "cap,Cap,Acme,Caps,true,Title,Default Title,,,SAME,9.00,https://x.example/a.jpg,active",
        "hat,Hat,Acme,Hats,true,Title,Default Title,,,H-1,9.00,https://x.example/a.jpg,active",
    ]
    ids = [row.product_id for row in good(save(tmp_path, export(*rows)))]
    assert ids == ["tee-Red-S", "tee-Red-M", "tee-Blue-M", "cap", "H-1"]


def test_ids_of_long_handles_stay_different(tmp_path: Path) -> None:
    handle = "a-very-long-handle-" * 10
    rows = [
        f"{handle},Tee,Acme,Tees,true,Color,Red,,,,9.00,https://x.example/a.jpg,active",
        f"{handle},,,,,,Blue,,,,9.00,,",
    ]
    red, blue = good(save(tmp_path, export(*rows)))
    assert red.product_id != blue.product_id and len(red.product_id) == 100 and red.item_group_id == blue.item_group_id


@pytest.mark.parametrize(
    ("published", "status"),
    [("false", "active"), ("FALSE", ""), ("true", "draft"), ("true", "archived"), ("true", "unlisted"), ("", "Entwurf"),
     ("falsch", ""), ("true", "brouillon"), ("true", "下書き")],
)  # fmt: skip
def test_what_is_unpublished_or_not_active_is_not_sold(tmp_path: Path, published: str, status: str) -> None:
    row = f"tee,Tee,Acme,Tees,{published},Title,Default Title,,,T,9.00,https://x.example/a.jpg,{status}"
    rows, reasons = sorted_out(save(tmp_path, export(row)), SHOP)
    assert rows == [] and reasons[2].startswith("not for sale: ")


@pytest.mark.parametrize(("published", "status"), [("true", "active"), ("", ""), ("TRUE", "Aktiv"), ("wahr", "actif")])
def test_what_is_active_is_sold(tmp_path: Path, published: str, status: str) -> None:
    row = f"tee,Tee,Acme,Tees,{published},Title,Default Title,,,T,9.00,https://x.example/a.jpg,{status}"
    assert len(good(save(tmp_path, export(row)))) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Titel,URL-Handle,Beschreibung,Anbieter,Typ,Status,SKU,Option1-Name,Option1-Wert,Preis,Vergleichspreis,Produktbild-URL",
        "Titre,Identifiant URL,Description,Fournisseur,Type,Statut,SKU,Nom de l'option 1,Valeur de l'option 1,Prix,Prix avant réduction,"
        "URL de l'image du produit",
        "Título,Identificador URL,Descripción,Proveedor,Tipo,Estado,SKU,Nombre de opción1,Valor de opción1,Precio,Precio de comparación,"
        "URL de la imagen del producto",
        "Titolo,Handle URL,Descrizione,Fornitore,Tipo,Stato,SKU,Nome opzione1,Valore opzione1,Prezzo,Prezzo di confronto,"
        "URL immagine prodotto",
        "Titel,URL-handle,Beschrijving,Verkoper,Type,Status,SKU,Optie1 naam,Optie1 waarde,Prijs,Vergelijkingsprijs,URL productafbeelding",
        "Título,URL handle,Descrição,Fornecedor,Tipo,Status,SKU,Nome da opção1,Valor da opção1,Preço,Preço de comparação,"
        "URL da imagem do produto",
        "タイトル,URLハンドル,説明,販売元,タイプ,ステータス,SKU,オプション1の名前,オプション1の値,価格,割引前価格,商品画像URL",
    ],
    ids=["German", "French", "Spanish", "Italian", "Dutch", "Portuguese", "Japanese"],
)
def test_a_translated_export_is_read(tmp_path: Path, header: str) -> None:
    row = "Wool coat,wool-coat,Warm,Acme,Coats,,W-1,Farbe,Blau,80.00,99.00,https://x.example/a.jpg"
    [coat] = good(save(tmp_path, f"{header}\n{row}\n"))
    assert (coat.product_id, coat.item_group_id, coat.brand, coat.color) == ("W-1", "wool-coat", "Acme", "Blau")
    assert (coat.price, coat.sale_price, coat.description) == (Decimal(99), Decimal(80), "Warm")
    assert coat.images == ("https://x.example/a.jpg",) and coat.link == "https://acme.example/products/wool-coat"
