# Correos a las personas. Sin motivo, sin nombre completo, sin profesional.

visit-link-subject = { $clinic }: su visita por video el { $day } a las { $time }
visit-link-hello = Hola { $name }:
visit-link-when = su visita por video con { $clinic } es el { $day } a las { $time } ({ $zone }).
visit-link-open = Abra este enlace a esa hora:
visit-link-test = Puede abrirlo ya para probar imagen y sonido.
visit-link-yours = El enlace es solo suyo. Por favor, no lo comparta.

guest-link-subject = { $clinic } tiene un sitio para usted en una visita por video
guest-link-hello = Hola { $name }:
guest-link-when = { $clinic } tiene un sitio para usted en una visita por video el { $day } a las { $time } ({ $zone }).
guest-link-open = Abra este enlace a esa hora. Usted llama a la puerta y la clínica le abre:

interpreter-link-subject = { $clinic }: usted interpreta en una visita por video
interpreter-link-when = { $clinic } le pide que interprete { $interprets } en una visita por video el { $day } a las { $time } ({ $zone }).
interpreter-link-open = Abra este enlace a esa hora. Usted llama a la puerta y la clínica le abre:

observer-link-subject = { $clinic } le invita a una visita por video
observer-link-when = { $clinic } le pide que observe una visita por video el { $day } a las { $time } ({ $zone }).
observer-link-open = Abra este enlace a esa hora. Usted llama a la puerta y la clínica le abre:

reader-link-subject = { $clinic }: algo para que usted lea
reader-link-when = puede leer lo que { $clinic } escriba después de una visita por video el { $day } a las { $time } ({ $zone }).
reader-link-open = Le escribiremos cuando esté. Este es su enlace:

visit-moved-subject = { $clinic }: su visita por video tiene una hora nueva
visit-moved-when = su visita por video es ahora el { $day } a las { $time } ({ $zone }).
visit-moved-open = Su enlace es el mismo:

visit-cancelled-subject = { $clinic }: su visita por video no tendrá lugar
visit-cancelled-words = su visita por video del { $day } a las { $time } no tendrá lugar. { $clinic } se pondrá en contacto.

visit-missed-subject = { $clinic }: hoy le hemos echado en falta
visit-missed-words = hoy le hemos echado en falta. ¿Buscamos otra hora? Por favor, llámenos.

code-subject = { $clinic }: su código
code-words = Este código muestra que es usted: { $code }
code-lasts = { $minutes ->
    [one] Sirve durante un minuto. Si no lo pidió, no tiene que hacer nada.
   *[other] Sirve durante { $minutes } minutos. Si no lo pidió, no tiene que hacer nada.
}

mail-help = ¿Necesita ayuda? Llámenos: { $phone }
mail-goodbye = { $clinic }

guest-moved-when = la visita por video en la que { $clinic } tiene un sitio para usted es ahora el { $day } a las { $time } ({ $zone }).

new-link-subject = { $clinic }: su nuevo enlace
new-link-words = este es su nuevo enlace. El anterior ya no funciona.

visit-called-subject = { $clinic } le espera
visit-called-words = { $clinic } le espera. Por favor, abra su enlace ahora:

open-visit = Abrir su visita
open-seat = Abrir su sitio
open-page = Abrir su página

calendar-title = Visita por video, { $clinic }
calendar-words = Abra el enlace del mensaje de { $clinic } unos minutos antes. ¿Necesita ayuda? Llame al { $phone }.

summary-ready-subject = { $clinic }: su visita por escrito
summary-ready-words = lo que hablaron en su visita está escrito para usted.
summary-corrected-subject = { $clinic }: corregimos lo que le escribimos
summary-corrected-words = corregimos lo que le escribimos sobre su visita. Por favor, léalo de nuevo.
summary-mistake-subject = { $clinic }: por favor, no siga lo que le escribimos
summary-mistake-words = lo que le escribimos sobre su visita tenía un error. Por favor, no lo siga. Si ya lo hizo, llame ahora al { $phone }.
summary-open = Abrir su resumen
summary-proof = La página le pide que muestre que es usted, para que nadie más lo lea.
