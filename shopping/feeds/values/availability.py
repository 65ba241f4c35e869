"""Whether a product can be bought, in the words of shops in several languages.

A spelling that is not known counts as out of stock, with a warning: what cannot be bought is worse shown than hidden.
"""

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext

IN, OUT, PREORDER, BACKORDER = "in_stock", "out_of_stock", "preorder", "backorder"
SOLD = frozenset((IN, PREORDER, BACKORDER))
"""States of what can be bought or ordered."""
EXACT = {
    **dict.fromkeys(
        (
            "", "instock", "in stock", "available", "available for order", "limitedavailability", "onlineonly",
            "madetoorder", "made to order", "yes", "y", "true", "ja", "j", "oui", "si", "sim", "tak", "ano", "wahr",
            "vrai", "verdadero", "vero", "waar", "да", "есть", "active", "enabled", "low stock", "limited stock",
            "few left", "last items", "limited", "con stock", "var", "dispo", "lieferbar", "vorratig", "skladem", "w magazynie", "in voorraad", "stock",
            "〇", "○", "◎", "あり", "有", "有货", "現貨", "现货", "有り", "t", "x", "on", "ok", "new", "ready to ship",
        ),
        IN,
    ),
    **dict.fromkeys(
        (
            "outofstock", "out of stock", "soldout", "sold out", "discontinued", "instoreonly", "reserved", "no", "n",
            "false", "nein", "non", "nee", "nao", "nie", "ne", "nej", "falsch", "faux", "falso", "onwaar", "нет",
            "inactive", "disabled", "oos", "eol", "coming soon", "none", "epuise", "×", "なし", "無", "缺货", "缺貨",
            "無し", "f", "off", "hidden", "deleted", "notify me", "yok", "in store only", "exhausted",
        ),
        OUT,
    ),
    **dict.fromkeys(("preorder", "pre order", "presale", "pre sale", "予約", "预订", "预售"), PREORDER),
    **dict.fromkeys(("backorder", "back order", "backordered", "取り寄せ"), BACKORDER),
}  # fmt: skip
NEGATIVE = re.compile(
    r"\bout of stock|\bsold ?out\b|\bunavailable|\bnot? (?:longer |currently |yet )?(?:available|in stock|on stock|for sale)"
    r"|\bdiscontinu|\bno stock\b|\bstock ?out\b|\bunsellable|\bcoming soon|\btemporarily out"
    r"|\bausverkauft|\bvergriffen|\bnicht (?:mehr |auf |am )?(?:lieferbar|verfugbar|vorratig|lager|erhaltlich)"
    r"|\b(?:momentan|derzeit|zurzeit|aktuell) nicht|\bkein(?:e)? (?:bestand|lagerbestand)|\bnicht (?:sofort )?auf lager"
    r"|\bepuise|\brupture|\bindisponible|\bindisponivel|\bnon disponi|\bpas disponible|\bplus (?:disponible|en stock)|\bhors stock"
    r"|\bagotad|\bsin (?:stock|existencias)|\bno disponible|\bno hay|\bfuera de stock"
    r"|\besaurit|\bnon in (?:stock|magazzino)|\bterminat|\bnon piu"
    r"|\besgotad|\bsem (?:stock|estoque)|\bnao disponi"
    r"|\buitverkocht|\bniet (?:meer |op )?(?:voorraad|leverbaar|beschikbaar|op voorraad)|\btijdelijk uit"
    r"|\budsolgt|\bikke (?:pa lager|tilgaengelig|tilgjengelig)|\butsolgt|\bslutsald|\bslut i lager|\bej i lager|\binte i lager"
    r"|\bloppu|\bei (?:varastossa|saatavilla)|\bniedostepn|\bbrak\b|\bwyprzedan|\bnie ma"
    r"|\bvyprodan|\bneni skladem|\bnedostupn|\bnie je skladom|\belfogyott|\bnincs\b|\bstoc epuizat|\bindisponibil"
    r"|\btukendi|\bstokta yok|\bstok yok|\bнет (?:в наличии|на складе)|\bраспродан|\bнемае|\bнема в|\bзакончил"
    r"|εξαντλη|在庫切れ|在庫なし|売り切れ|品切|完売|販売終了|缺货|缺貨|售罄|售完|无货|품절|نفد|غير متوفر"
)
PRE = re.compile(
    r"\bpre ?order|\bpre ?sale|\bvorbestell|\bvorverkauf|\bprecommande|\bpre commande|\bpreventa|\bpreordine|\bpre ordine"
    r"|\bprenota|\bpre venda|\bpre encomenda|\bpre bestel|\bforhandsbestall|\bforudbestil|\bforhandsbestill|\bennakkotil"
    r"|\bprzedsprzed|\bpredobjedn|\bon sipari|\bпредзаказ|予約|预售|預購|예약"
)
BACK = re.compile(
    r"\bback ?order|\bnachbestell|\bnachliefer|\bsur commande|\bbajo pedido|\bsu ordinazione|\bsob encomenda"
    r"|\bop bestelling|\bbestillingsvare|\bbestallningsvara|\bna zamowienie|\bna objednavku|\bпод заказ|取り寄せ"
)
POSITIVE = re.compile(
    r"\bin ?stock\b|\bon stock\b|\bavailable|\bships?\b|\bready to|\bdelivery (?:in|within)|\b(?:left|remaining)\b|\bon hand\b"
    r"|\blieferbar|\bvorratig|\bauf lager|\bam lager|\bverfugbar|\berhaltlich|\blieferzeit|\bversandfertig|\bsofort\b|\blagernd|\bnur noch wenige"
    r"|\ben stock|\bdisponib|\bexpedi|\blivraison|\ben existencia|\ben magasin|\bhay existencias"
    r"|\bdisponivel|\bem (?:stock|estoque)|\bpronta entrega|\bin magazzino|\bpronta consegna"
    r"|\bop voorraad|\bleverbaar|\bbeschikbaar|\blevertijd|\bpa lager|\btilgaengelig|\btilgjengelig|\bi lager\b|\bfinns\b"
    r"|\bvarastossa|\bsaatavi|\bdostepn|\bna (?:stanie|magazynie|sklade|skladu)|\bw magazynie|\bskladem|\bskladom|\bdostupn"
    r"|\braktaron|\bkeszleten|\bin stoc\b|\bstokta\b|\bmevcut|\bв наличии|\bна складе|\bесть|\bв наявност|διαθεσιμ|αμεσα"
    r"|在庫あり|在庫有|有货|有貨|現貨|现货|재고 ?있음|متوفر|\bweeks?\b|\bbusiness days?\b|\bworking days?\b|\bwerktage?\b|\b\d+ ?(?:h|hours?|days?|tage?n?)\b"
)
NUMBER = re.compile(r"[+-]?\d+(?:[.,]0+)?")
AMOUNT = re.compile(r"(?:[<>≥~+]|ca|mehr als|more than|over)? ?(-?\d+) ?\+?")
STOCK = re.compile(
    r"(?:in )?(?:stock|qty|quantity|inventory|lager|lagerbestand|bestand|menge|voorraad|antal|stan|cantidad|quantita|quantite)"
    r" ?[=:]? ?(-?\d+)(?: stk| pcs)?"
)
COUNT = re.compile(r"\b(?:only|just|nur|noch|nur noch|plus que|solo|solo|alleen|noch maar|kun|endast)? ?(\d+)\b.*\b(?:left|remaining|"
                   r"in stock|on hand|stuck|stk|pieces?|pcs|units?|items?|auf lager|verfugbar|en stock|op voorraad)\b")  # fmt: skip


def availability(text: str) -> tuple[str, str]:
    """(one of Google's four states, a warning or ``""``) of schema.org addresses, words, yes and no, quantities."""
    words = _plain(text)
    if words in EXACT:
        return EXACT[words], ""
    if NUMBER.fullmatch(words):
        return (IN if float(words.replace(",", ".")) > 0 else OUT), ""
    amount = AMOUNT.fullmatch(words) or STOCK.fullmatch(words)
    if amount:
        return (IN if int(amount[1]) > 0 else OUT), ""
    counted = COUNT.search(words)
    if counted and int(counted[1]) == 0 and not NEGATIVE.search(words):
        return OUT, ""
    for pattern, state in ((NEGATIVE, OUT), (PRE, PREORDER), (BACK, BACKORDER), (POSITIVE, IN)):
        if pattern.search(words):
            return state, ""
    return OUT, gettext("availability %(text)r is not known; taken as out of stock") % {"text": text[:40]}


@lru_cache(maxsize=2_000)
def _plain(text: str) -> str:
    """Lower case without accents, one space for what parts words; of schema.org's address the last part."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1] if "schema.org" in text.lower() else text
    apart = unicodedata.normalize(
        "NFKD", last.strip().casefold().replace("ø", "o").replace("æ", "ae").replace("ł", "l")
    )
    kept = "".join(char for char in apart if not unicodedata.combining(char) or "\u3040" <= char <= "\u30ff")
    return " ".join(re.sub(r"[_\-–!.;:()\"'’/]+(?!\d)|[_\-–](?=\D)", " ", unicodedata.normalize("NFC", kept)).split())
