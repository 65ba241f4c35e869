"""The columns of Shopify's product export: both generations, and their translations.

https://help.shopify.com/en/manual/products/import-export/using-csv
"""

import re
from collections.abc import Iterable

from shopping.feeds.readers.columns import plain_name

HEADERS: dict[str, tuple[str, ...]] = {
    "handle": (
        "handle", "url_handle", "product_handle", "identifiant", "identifiant_url", "handle_url", "identificador",
        "identificador_url", "url_handle_produkt", "handle_dell_url", "ハンドル", "urlハンドル", "url_ハンドル",
        "identificador_da_url", "identificador_de_url", "identifiant_d_url", "url_identificador", "handle_do_url",
    ),
    "title": ("title", "titel", "titre", "titulo", "titolo", "タイトル", "商品名", "product_title", "produkttitel"),
    "description": (
        "body_html", "description", "body", "beschreibung", "beschreibung_html", "corps_html", "descripcion",
        "descrizione", "beschrijving", "omschrijving", "descricao", "説明", "本文_html", "cuerpo_html", "corpo_html",
        "textkorper_html", "hauptteil_html", "html_body",
    ),
    "vendor": ("vendor", "anbieter", "verkaufer", "hersteller", "fournisseur", "vendeur", "marque", "proveedor",
               "vendedor", "fornitore", "produttore", "verkoper", "leverancier", "fornecedor", "fabricante", "販売元",
               "ベンダー"),
    "category": (
        "product_category", "google_shopping_google_product_category", "produktkategorie", "categorie_de_produit",
        "categorie_du_produit", "categoria_de_producto", "categoria_del_producto", "categoria_di_prodotto",
        "categoria_prodotto", "productcategorie", "categoria_do_produto", "categoria_de_produto", "商品カテゴリ",
        "商品カテゴリー",
    ),
    "type": ("type", "typ", "produkttyp", "product_type", "type_de_produit", "tipo", "tipo_de_producto",
             "tipo_di_prodotto", "producttype", "tipo_de_produto", "タイプ", "種類", "商品タイプ"),
    "published": (
        "published", "published_on_online_store", "veroffentlicht", "im_onlineshop_veroffentlicht",
        "im_onlinestore_veroffentlicht", "auf_onlinestore_veroffentlicht", "publie", "publie_sur_la_boutique_en_ligne",
        "publicado", "publicado_en_la_tienda_online", "publicado_en_tienda_online", "pubblicato",
        "pubblicato_sul_negozio_online", "pubblicato_nel_negozio_online", "gepubliceerd",
        "gepubliceerd_in_onlinewinkel", "gepubliceerd_in_webshop", "publicado_na_loja_virtual",
        "publicado_na_loja_online", "公開", "公開済み", "オンラインストアに公開", "オンラインストアで公開",
    ),
    "status": ("status", "statut", "estado", "stato", "ステータス", "状態"),
    "sku": ("variant_sku", "sku", "varianten_sku", "sku_der_variante", "sku_de_variante", "sku_de_la_variante",
            "sku_de_la_variante", "sku_variante", "sku_della_variante", "sku_variant", "variante_sku", "sku_da_variante",
            "バリエーションsku", "バリエーション_sku", "バリアントsku"),
    "price": ("variant_price", "price", "preis", "variantenpreis", "varianten_preis", "prix", "prix_de_la_variante",
              "prix_de_variante", "precio", "precio_de_la_variante", "precio_de_variante", "prezzo",
              "prezzo_della_variante", "prezzo_variante", "prijs", "prijs_variant", "variantprijs", "preco",
              "preco_da_variante", "価格", "バリエーション価格", "バリエーションの価格"),
    "before": (
        "variant_compare_at_price", "compare_at_price", "vergleichspreis", "varianten_vergleichspreis",
        "prix_avant_reduction", "prix_de_comparaison", "prix_compare", "prix_de_comparaison_de_la_variante",
        "precio_de_comparacion", "precio_comparado", "precio_de_comparacion_de_la_variante", "prezzo_di_confronto",
        "prezzo_di_riferimento", "prezzo_di_confronto_della_variante", "prezzo_comparativo", "vergelijkingsprijs",
        "vergelijk_prijs", "prijs_vergelijken", "van_prijs", "preco_de_comparacao", "preco_comparativo",
        "preco_de_comparacao_da_variante", "割引前価格", "比較価格", "バリエーション割引前価格", "比較対象価格",
    ),
    "picture": (
        "image_src", "product_image_url", "bild_src", "bild_quelle", "produktbild_url", "bild_url", "bildquelle",
        "source_de_l_image", "src_de_l_image", "url_de_l_image_du_produit", "url_de_l_image_de_produit", "url_image",
        "url_de_la_imagen_del_producto", "url_de_imagen_del_producto", "url_de_imagen_de_producto", "origen_de_imagen",
        "src_de_imagen", "src_de_la_imagen", "url_immagine_prodotto", "url_dell_immagine_del_prodotto", "src_immagine",
        "url_dell_immagine", "origine_immagine", "afbeelding_src", "url_productafbeelding", "url_van_productafbeelding",
        "productafbeelding_url", "bron_afbeelding", "url_da_imagem_do_produto", "url_da_imagem", "src_da_imagem",
        "origem_da_imagem", "画像src", "画像_src", "商品画像url", "商品画像_url", "画像url",
    ),
    "own_picture": (
        "variant_image", "variant_image_url", "variantenbild", "variantenbild_url", "bild_der_variante",
        "image_de_variante", "image_de_la_variante", "url_de_l_image_de_la_variante", "url_de_l_image_de_variante",
        "imagen_de_la_variante", "imagen_de_variante", "url_de_la_imagen_de_la_variante",
        "url_de_imagen_de_la_variante", "url_de_imagen_de_variante", "immagine_variante", "immagine_della_variante",
        "url_immagine_variante", "url_dell_immagine_della_variante", "variantafbeelding", "afbeelding_variant",
        "url_variantafbeelding", "variantafbeelding_url", "url_van_variantafbeelding", "imagem_da_variante",
        "url_da_imagem_da_variante", "バリエーション画像", "バリエーション画像url", "バリエーション画像_url",
    ),
    "stock": (
        "variant_inventory_qty", "inventory_quantity", "lagerbestand", "bestandsmenge", "bestand", "varianten_bestand",
        "quantite_en_stock", "quantite_de_stock", "stock", "cantidad_de_inventario", "cantidad_en_inventario",
        "inventario", "quantita_in_magazzino", "quantita_scorte", "quantita_di_magazzino", "voorraad", "voorraadaantal",
        "voorraadhoeveelheid", "quantidade_em_estoque", "quantidade_de_estoque", "estoque", "在庫数", "在庫数量",
    ),
    "tracker": (
        "variant_inventory_tracker", "inventory_tracker", "bestandsverfolgung", "lagerbestandsverfolgung",
        "bestandstracker", "suivi_des_stocks", "suivi_de_stock", "suivi_du_stock", "outil_de_suivi_des_stocks",
        "rastreador_de_inventario", "seguimiento_de_inventario", "tracker_scorte", "monitoraggio_scorte",
        "tracciamento_magazzino", "tracciamento_inventario", "voorraadtracker", "voorraad_bijhouden",
        "rastreador_de_estoque", "rastreamento_de_estoque", "在庫追跡", "在庫追跡サービス", "在庫管理",
    ),
    "policy": (
        "variant_inventory_policy", "continue_selling_when_out_of_stock", "bestandsrichtlinie",
        "weiterverkaufen_wenn_ausverkauft", "verkauf_fortsetzen_wenn_nicht_vorratig", "continuer_a_vendre_en_rupture",
        "continuer_a_vendre_en_cas_de_rupture_de_stock", "continuer_la_vente_en_cas_de_rupture_de_stock",
        "politique_de_stock", "politica_de_inventario", "seguir_vendiendo_cuando_este_agotado",
        "continuar_vendiendo_cuando_este_agotado", "seguir_vendiendo_cuando_no_haya_stock",
        "continua_a_vendere_se_esaurito", "continua_a_vendere_quando_esaurito", "politica_scorte", "voorraadbeleid",
        "doorverkopen_indien_niet_op_voorraad", "blijven_verkopen_wanneer_niet_op_voorraad", "politica_de_estoque",
        "continuar_vendendo_quando_esgotado", "continuar_vendendo_quando_sem_estoque", "在庫切れの場合でも販売を続ける",
        "在庫切れでも販売を続ける", "在庫ポリシー",
    ),
    "gender": ("google_shopping_gender", "gender", "geschlecht", "genre", "sexe", "genero", "sexo", "genere", "geslacht",
               "性別"),
    "age_group": ("google_shopping_age_group", "age_group", "altersgruppe", "groupe_d_age", "tranche_d_age",
                  "grupo_de_edad", "fascia_d_eta", "gruppo_d_eta", "leeftijdsgroep", "faixa_etaria", "年齢層"),
}  # fmt: skip
OPTION = re.compile(r"op[ctz]\w*|オプション\w*")
NAME = re.compile(r"_(?:name|nombre|nome|nom|naam)(?:_|\b)|^(?:name|nombre|nome|nom|naam)_|(?:の)?名(?:前)?$")
VALUE = re.compile(
    r"_(?:value|wert|valor|valeur|valore|waarde)(?:_|\b)|^(?:value|wert|valor|valeur|valore|waarde)_|(?:の)?値$"
)
KNOWN = {alias: name for name, aliases in HEADERS.items() for alias in reversed(aliases)}


def names_of(header: Iterable[str]) -> dict[str, str]:
    """{the export's column: our name}; options are ``option1_name``, ``option1_value`` and so on."""
    found: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for column in header:
        plain = plain_name(column)
        name = _option(plain) or KNOWN.get(plain, "")
        rank = HEADERS[name].index(plain) if name in HEADERS else 0
        if name and rank < ranks.get(name, 1000):
            found = {other: kept for other, kept in found.items() if kept != name} | {column: name}
            ranks[name] = rank
    return found


def _option(plain: str) -> str:
    number = re.search(r"[123]", plain)
    if not number or not OPTION.search(plain):
        return ""
    rest = plain.replace(number[0], "_")
    kind = "name" if NAME.search(rest) else "value" if VALUE.search(rest) else ""
    return f"option{number[0]}_{kind}" if kind else ""


def is_shopify(header: Iterable[str]) -> bool:
    """Whether a table's columns are those of a product export."""
    names = set(names_of(header).values())
    return {"handle", "title"} <= names and bool(names & {"option1_name", "option1_value", "price", "sku", "picture"})
