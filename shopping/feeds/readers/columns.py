"""Which of our fields a table's column is: Google's names, those of affiliate networks and of shops in several languages.

A mapping is {their column: our field}. It is guessed from the header, shown to a person, and kept with the feed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from shopping.feeds.readers.entries import REPEATED, Fields

WAS_PRICE, CURRENCY, QUANTITY = "was_price", "currency", "quantity"
"""Fields of tables that products do not have: the price before a sale, the currency of bare prices, the stock."""

ALIASES: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "product_id", "aw_product_id", "merchant_product_id", "offer_id", "item_id", "unique_id", "sku", "sku_id",
        "unique_merchant_sku", "product_sku", "tdproductid", "tradedoubler_id", "productid", "articlenumber", "asin",
        "third_party_id", "thirdpartyid", "product_code", "item_code", "article_id", "article_number", "reference_id",
        "part_number", "partnumber", "variant_id", "variation_id", "ean", "gtin", "upc", "product_number", "itemid",
        "artikelnummer", "artikelnr", "artnr", "produkt_id", "produktnummer", "bestellnummer", "reference", "ref",
        "identifiant", "identifiant_produit", "referencia", "id_producto", "codigo", "codice", "id_prodotto",
        "artikelnummer_id", "varenummer", "identyfikator", "kod", "kod_produktu", "id_do_produto", "商品番号", "商品id",
    ),
    "title": (
        "title", "product_name", "productname", "name", "product_title", "item_name", "offer_name", "titel",
        "produktname", "produkttitel", "artikelname", "artikelbezeichnung", "bezeichnung", "nom", "nom_du_produit",
        "nom_produit", "titre", "libelle", "designation", "nombre", "nombre_del_producto", "titulo", "nome",
        "nome_prodotto", "nome_do_produto", "titolo", "productnaam", "naam", "produktnavn", "produktnamn", "nazwa",
        "nazwa_produktu", "tytul", "nazev", "商品名", "название",
    ),
    "description": (
        "description", "product_description", "long_description", "productdescription", "full_description",
        "product_short_description", "short_description", "desc", "beschreibung", "produktbeschreibung",
        "artikelbeschreibung", "langbeschreibung", "descriptif", "description_produit", "descripcion", "descrizione",
        "descricao", "omschrijving", "beskrivelse", "beskrivning", "opis", "popis", "商品説明", "описание",
    ),
    "link": (
        "link", "aw_deep_link", "deep_link", "deeplink", "buy_url", "buyurl", "product_url", "producturl", "click_url",
        "clickurl", "tracking_url", "affiliate_url", "affiliate_link", "offer_url", "aw_link", "tracking_link", "url",
        "product_link", "productlink", "merchant_deep_link", "merchant_product_url", "product_page_url", "page_url",
        "produkt_url", "produktlink", "produkturl", "link_zum_produkt", "url_produit", "lien", "lien_produit",
        "enlace", "url_producto", "collegamento", "url_prodotto", "producto_url", "external_url", "permalink", "adres_url", "商品url", "ссылка",
    ),
    "image_link": (
        "image_link", "merchant_image_url", "large_image", "image_url", "imageurl", "image_large", "big_image",
        "bigimage", "product_image", "productimage", "product_image_url", "productimageurl", "image", "aw_image_url",
        "picture", "picture_url", "photo", "img", "img_url", "image_src", "main_image", "main_image_url", "images",
        "image_1", "image1", "image_url_1", "imagelink", "merchant_thumb_url", "thumbnail", "thumbnail_url",
        "aw_thumb_url", "bild", "bildlink", "bild_url", "bildurl", "produktbild", "image_produit", "url_image",
        "lien_image", "imagen", "url_imagen", "enlace_imagen", "immagine", "link_immagine", "imagem", "afbeelding",
        "afbeelding_url", "billede", "bilde", "zdjecie", "obrazek", "商品画像", "画像url", "imgurl", "картинка", "изображение",
    ),
    "price": (
        "price", "search_price", "current_price", "product_price", "productprice", "offer_price", "store_price",
        "selling_price", "price_incl_vat", "actual_price", "final_price", "display_price", "prix", "prix_ttc",
        "preis", "verkaufspreis", "bruttopreis", "precio", "prezzo", "preco", "prijs", "pris", "cena", "cena_brutto",
        "price_vat", "価格", "販売価格", "цена",
    ),
    "sale_price": (
        "sale_price", "saleprice", "discount_price", "discounted_price", "special_price", "promo_price",
        "promotional_price", "angebotspreis", "aktionspreis", "sonderpreis", "prix_promo", "prix_solde",
        "precio_oferta", "precio_rebajado", "prezzo_scontato", "preco_promocional", "aanbiedingsprijs", "tilbudspris",
        "cena_promocyjna", "セール価格",
    ),
    WAS_PRICE: (
        WAS_PRICE, "retail_price", "retailprice", "rrp_price", "rrp", "msrp", "list_price", "original_price",
        "old_price", "oldprice", "price_old", "fromprice", "from_price", "previous_price", "previousprice",
        "product_price_old", "regular_price", "base_price", "compare_at_price", "strike_price", "uvp",
        "streichpreis", "alter_preis", "prix_barre", "prix_avant", "precio_anterior", "prezzo_pieno", "preco_de",
        "van_prijs", "adviesprijs", "foer_pris",
    ),
    CURRENCY: (
        CURRENCY, "currency_code", "currencyid", "currency_id", "price_currency", "waehrung", "wahrung", "devise",
        "moneda", "valuta", "moeda", "waluta", "mena", "通貨", "валюта",
    ),
    "availability": (
        "availability", "in_stock", "instock", "stock_status", "stock_availability", "available", "is_in_stock",
        "stockstatus", "verfuegbarkeit", "verfugbarkeit", "lieferbarkeit", "lagerstatus", "disponibilite",
        "disponibilidad", "disponibilita", "disponibilidade", "beschikbaarheid", "voorraad", "tilgaengelighed",
        "tillganglighet", "lagerstatus", "dostepnosc", "dostupnost", "在庫", "在庫状況", "наличие",
    ),
    QUANTITY: (
        QUANTITY, "stock_quantity", "stock", "quantity", "qty", "inventory", "stock_level", "lagerbestand", "bestand",
        "quantite", "stock_disponible", "cantidad", "quantita", "quantidade", "aantal", "antal", "ilosc", "在庫数",
    ),
    "brand": (
        "brand", "brand_name", "brandname", "manufacturer", "manufacturer_name", "vendor", "designer", "marke",
        "hersteller", "marque", "fabricant", "marca", "merk", "maerke", "varumarke", "merke", "marka", "producent",
        "znacka", "ブランド", "бренд",
    ),
    "color": ("color", "colour", "fashion_colour", "fashion_color", "farbe", "couleur", "colore", "cor", "kleur", "farve",
              "farg", "farge", "kolor", "barva", "カラー", "色", "цвет"),
    "size": ("size", "fashion_size", "groesse", "grosse", "taille", "pointure", "talla", "tamano", "taglia", "tamanho",
             "maat", "storrelse", "storlek", "rozmiar", "velikost", "サイズ", "размер"),
    "gender": ("gender", "fashion_suitable_for", "suitable_for", "geschlecht", "sexe", "genre", "genero", "sesso", "geslacht",
               "plec", "kon", "性別", "пол"),
    "age_group": ("age_group", "agegroup", "altersgruppe", "groupe_d_age", "tranche_d_age", "grupo_de_edad", "fascia_d_eta",
                  "leeftijdsgroep", "年齢層"),
    "product_type": (
        "product_type", "merchant_category", "merchant_category_name", "merchantcategoryname", "advertiser_category",
        "advertisercategory", "merchant_product_category_path", "category_path", "category_name", "categoryname",
        "product_category", "categories", "category", "tdcategoryname", "primary_category", "fashion_category",
        "merchantcategory", "subcategory", "sub_category", "kategorie", "produktkategorie", "produkttyp", "categorie",
        "categorie_produit", "categoria", "tipo_de_producto", "tipo", "kategori", "produkttype", "kategoria",
        "カテゴリ", "категория",
    ),
    "google_product_category": ("google_product_category", "google_taxonomy", "google_category", "googleproductcategory",
                                "google_produktkategorie", "categorie_google"),
    "item_group_id": (
        "item_group_id", "parent_product_id", "parent_sku", "parent_id", "group_id", "product_group_id", "model_number",
        "model_id", "master_id", "itemgroupid", "style_id", "gruppen_id", "id_groupe", "商品グループid",
    ),
    "additional_image_link": (
        "additional_image_link", "alternate_image", "alternate_image_two", "alternate_image_three",
        "alternate_image_four", "additional_images", "additional_image_url", "additional_image", "alternative_image",
        "image_2", "image_3", "image_4", "image_5", "image2", "image3", "image4", "image5", "image_url_2", "image_url_3",
        "image_url_4", "image_url_5", "more_images", "extra_images", "zusatzbild", "zusaetzlicher_bildlink",
        "lien_image_supplementaire", "weitere_bilder", "bild_2", "bild_3", "afbeelding_2",
    ),
    "sale_price_effective_date": ("sale_price_effective_date", "salepriceeffectivedate", "sale_price_dates"),
    "sale_start": ("sale_start", "sale_start_date", "sale_price_start_date", "begin_date", "valid_from", "promo_start"),
    "sale_end": ("sale_end", "sale_end_date", "sale_price_end_date", "valid_to", "promo_end"),
}  # fmt: skip
FIELDS = tuple(ALIASES)
"""What a column can be mapped to, for forms."""
RANKS = {alias: (field, rank) for field, names in ALIASES.items() for rank, alias in reversed(list(enumerate(names)))}
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d"})
WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
OTHERS = re.compile(r"[^0-9a-z\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]+")


MAX_NAME = 200
"""Characters of a header that are read; names are a tenth of that."""
REMEMBERED = 1 << 15


@lru_cache(maxsize=REMEMBERED)  # each row asks again for each column
def plain_name(header: str) -> str:
    """A header's name as aliases are written: "g:Bild-URL" is bild_url, "Größe" is grosse."""
    text = header[:MAX_NAME].strip().strip("\ufeff\"'*").removeprefix("g:").lower()
    text = unicodedata.normalize("NFKD", text).translate(LETTERS)
    kept = "".join(char for char in text if not unicodedata.combining(char) or "\u3040" <= char <= "\u30ff")
    return OTHERS.sub("_", unicodedata.normalize("NFC", kept)).strip("_")


def _names(header: str) -> tuple[str, ...]:
    """A header's spellings: itself, and with its words apart ("productName", "Preis (EUR)")."""
    header = header[:MAX_NAME]
    apart = plain_name(WORDS.sub("_", header.strip()))
    bare = plain_name(re.sub(r"[(\[].*?[)\]]", "", header))
    return plain_name(header), apart, bare


def field_of(header: str) -> tuple[str, int]:
    """(our field, how far down the list of its names), or ``("", 0)``."""
    return next((RANKS[name] for name in _names(header) if name in RANKS), ("", 0))


def guess(header: Iterable[str]) -> dict[str, str]:
    """{their column: our field}: for each field the column whose name says it best, for more pictures all of them."""
    header = list(header)
    best: dict[str, tuple[int, str]] = {}
    mapping: dict[str, str] = {}
    for column in header:
        field, rank = field_of(column)
        if field == "additional_image_link":
            mapping[column] = field
        elif field and (field not in best or rank < best[field][0]):
            best[field] = rank, column
    chosen = {column: field for field, (_, column) in best.items()}
    if "availability" not in best and QUANTITY in best:
        chosen[best[QUANTITY][1]] = "availability"
    return {column: (chosen | mapping)[column] for column in header if column in chosen | mapping}


def missing(mapping: Mapping[str, str]) -> list[str]:
    """Required fields that no column gives; empty where a table can be imported."""
    given = set(mapping.values())
    if given & {WAS_PRICE, "sale_price"}:
        given.add("price")
    return [name for name in ("id", "title", "link", "image_link", "price") if name not in given]


def apply(mapping: Mapping[str, str], cells: Mapping[str, str]) -> Fields:
    """A row's fields by our names; columns that the mapping leaves out keep their own name where it is free."""
    fields: Fields = {}
    for column, value in cells.items():
        name = mapping.get(column, "")
        if not name or not value:
            continue
        fields[name] = f"{fields[name]}\n{value}" if name in REPEATED and name in fields else fields.get(name) or value
    for column, value in cells.items():
        if column not in mapping:
            fields.setdefault(plain_name(column), value)
    return with_prices(fields)


def with_prices(fields: Fields) -> Fields:
    """Give bare prices the row's currency, and make a sale of a price that was higher before."""
    before, currency = fields.get(WAS_PRICE, ""), fields.get(CURRENCY, "").strip()
    if before and not fields.get("sale_price") and _number(before) > _number(fields.get("price", "")) > 0:
        fields["price"], fields["sale_price"] = before, fields["price"]
    if not fields.get("price") and before:
        fields["price"] = before
    for name in ("price", "sale_price"):
        if currency and fields.get(name) and not re.search(r"[^\W\d_]|[^\w\s.,'’-]", fields[name]):
            fields[name] = f"{fields[name]} {currency}"
    return fields


def _number(text: str) -> Decimal:
    """A price as a number, for comparing two of one row; 0 where it is none."""
    digits = re.sub(r"[^\d.,]", "", text)
    whole, _, part = digits.replace(",", ".").rpartition(".")
    plain = f"{whole.replace('.', '')}.{part}" if len(part) in (1, 2) and whole else re.sub(r"\D", "", digits)
    try:
        return Decimal(plain or "0")
    except InvalidOperation:
        return Decimal(0)
