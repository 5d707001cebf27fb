"""Guesses for a mapping, by the names of the columns; each is marked, and none is used before a person confirms it."""

import unicodedata

from ruta.datasets import files
from ruta.datasets.countries import Country, find
from ruta.datasets.fields import Field
from ruta.datasets.own.mapping import ColumnMapping, TableMapping, allowed_values, fields
from ruta.datasets.own.source import Source

_WORDS = {
    "declaration_id": "expediente exp no_exp folio caso id_caso numero_caso case_id file_number case",
    "declared_on": "fecha_declaracion fecha_decl fecha_registro fecha_denuncia date_declared registered_on",
    "event_date": "fecha_hecho fecha_evento fecha_hechos fecha_desplazamiento date_of_event event_day",
    "given_names": "nombres nombre primer_nombre names first_name",
    "surname_1": "apellido1 primer_apellido apellido_1 apellido_paterno first_surname surname",
    "surname_2": "apellido2 segundo_apellido apellido_2 apellido_materno second_surname",
    "sex": "sexo genero gender",
    "birth_date": "fecha_nacimiento fecha_nac f_nac nacimiento date_of_birth born",
    "cause": "motivo causa causa_principal reason",
    "from_municipality": "mun_salida municipio_salida municipio_origen municipio_expulsion mun_origen origin",
    "municipality": "municipio mun mun_oficina municipio_oficina municipio_recepcion cod_mun office place",
    "week": "semana inicio_semana semana_inicio lunes fecha_semana week_start monday",
    "population": "poblacion habitantes proyeccion_poblacion inhabitants",
    "incidents": "incidentes casos eventos reportes total_incidentes number_of_incidents reports",
    "request_id": "solicitud id_solicitud no_solicitud folio request request_number",
    "person_id": "persona id_persona codigo_persona person",
    "service": "servicio tipo_servicio tramite service_type",
    "requested_on": "fecha_solicitud f_solicitud solicitado fecha_ingreso date_requested asked_on",
    "group": "grupo poblacion_tipo tipo_poblacion population_group",
    "area": "departamento estado entidad provincia department state",
    "referred_on": "fecha_remision f_remision remitido date_referred",
    "accepted_on": "fecha_aceptacion f_aceptacion aceptado fecha_admision date_accepted",
    "served_on": "fecha_entrega f_entrega entregado fecha_atencion date_served delivered_on",
    "withdrawn_on": "fecha_desistimiento f_desistimiento desistio date_withdrawn",
    "cut_off": "fecha_corte corte cutoff date_of_cut",
}
_VALUES = {
    "F": "f mujer femenino femenina female woman", "M": "m hombre masculino male man",
    "violence-threat": "amenaza amenazas amenazas_violencia threat threats",
    "generalised-violence": "violencia_generalizada violencia generalised_violence generalized_violence",
    "disaster": "desastre desastres disaster", "other": "otra otro otras otros other",
    "displaced": "desplazada desplazado pdi displaced idp", "host": "acogida comunidad_de_acogida local host",
    "identity-document": "documento documento_de_identidad dni dui cedula identity_document",
    "birth-certificate": "partida partida_de_nacimiento acta_de_nacimiento birth_certificate",
    "school-enrolment": "matricula matricula_escolar escuela school_enrolment school",
    "psychosocial-care": "psicosocial atencion_psicosocial psychosocial_care",
    "land-claim": "tierra reclamo_de_tierra tierras land_claim",
}  # fmt: skip


_LINKS = frozenset({"de", "del", "la", "las", "el", "los", "y", "of", "the"})
"""Words that one office writes between the others and another leaves out: «Fecha de la entrega», «Fecha_entrega»."""


def suggest(source: Source, table: str, *, country: str, encoding: str = "utf-8") -> TableMapping:
    """Return a draft in which every column that was recognised is marked as a suggestion.

    Dates get no reading and blanks no meaning: those are the office's to say. Codes are suggested where their word is
    known.

    Parameters
    ----------
    source
        The file.
    table
        One of `ruta.datasets.own.OWN_TABLES`.
    country
        Whose file it is.
    encoding
        In which the file was read.
    """
    found, taken = find(country), set()
    columns: dict[str, ColumnMapping] = {}
    for name in source.table:
        for to, field in fields(table).items():
            if to not in taken and _plain(str(name)) in {to, *map(_plain, _WORDS.get(to, "").split())}:
                taken.add(to)
                cells = source.table[name]
                columns[str(name)] = ColumnMapping(to=to, values=_values(field, set(cells), found), suggested=True)
                break
    return TableMapping(table=table, columns=columns, encoding=encoding)


def _values(field: Field, cells: set[str], country: Country) -> dict[str, str]:
    allowed = allowed_values(field, country)
    words = {code: {_plain(code), *map(_plain, _VALUES.get(code, "").split())} for code in allowed}
    if field.pattern == "area":
        words |= {code: {_plain(code), _plain(name)} for iso3, code, name, _ in files.areas() if iso3 == country.iso3}
    meant = {}
    for cell in sorted(cells - {""}):
        for code, known in words.items():
            if cell != code and _plain(cell) in known:
                meant[cell] = code
                break
    return meant


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.strip().lower())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in kept).split()
    return "_".join(word for word in words if word not in _LINKS)
