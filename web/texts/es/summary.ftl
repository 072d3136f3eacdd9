# The summary as people read it, the code that opens it, and who has looked.

section-main-message = El mensaje principal
section-decisions = Qué decidimos
section-actions = Qué hacer
section-medicines = Medicinas
section-your-medicines = Sus medicinas
section-tests = Pruebas
section-help = Cuándo pedir ayuda
section-questions = Preguntas
section-your-questions = Sus preguntas
section-next-appointment = Próxima visita
medicine-start = Empezar
medicine-stop = Dejar
medicine-change = Cambiar
medicine-keep = Seguir
nothing-to-do = No hay nada que deba hacerse.
no-change = Ningún cambio en las medicinas.
no-change-own = Ningún cambio en sus medicinas.
next-at = { $day }, { $time }

summary-title = Su visita
summary-title-of = La visita de { $patient }
summary-from = De { $clinician }, { $day }
summary-shared = { $patient } comparte esto con usted.
summary-language = { $clinician } lo escribió en { $language }. Solo los títulos están en español.
summary-corrected = { $clinician } corrigió esto el { $day }.
summary-changed = Lo nuevo: { $parts }.
summary-see-earlier = Ver el anterior
summary-not-valid = Ya no es válido
summary-see-present = Ver el que vale
summary-went-on = La visita siguió después de esto. Llegará uno más nuevo.
summary-mistake = Este resumen tenía un error. No lo siga.
summary-mistake-call = Si ya lo hizo, llame ahora al <tel>{ $phone }</tel>.
summary-wrong-person = Este resumen no era para usted. Por favor, ciérrelo.
summary-also-has = Quién más lo tiene
summary-change-access = Cambiar quién puede leer
has-everything = lo tiene todo.
has-parts = tiene { $parts }.
print = Imprimir

## The code before it
unlock-send = Muestre que es usted
unlock-send-words = Para abrir su resumen le enviamos un código, a { $to }.
unlock-send-do = Enviar el código
unlock-enter = Escriba el código
unlock-enter-words = Lo enviamos a { $to }. Tiene seis números.
unlock-own-words = Es el que eligió después de la visita.
unlock-desk-words = Llame al { $phone }. Le decimos el código.
unlock-choose = Elija un código
unlock-choose-words = Seis números que recuerde. Abren lo que comparten con usted, ahora y después.
unlock-choose-do = Guardar este código
unlock-code = Seis números
unlock-again = Enviarlo otra vez
unlock-wrong = { $tries ->
    [one] No coincide. Puede probar una vez más.
   *[other] No coincide. Puede probar { $tries } veces más.
}
unlock-wait = Espere un poco, por favor
unlock-closed = { $minutes ->
    [one] Demasiados intentos. Por su seguridad está cerrado un minuto. O llámenos.
   *[other] Demasiados intentos. Por su seguridad está cerrado { $minutes } minutos. O llámenos.
}

## Who has looked
nobody-looked = Nadie ha mirado todavía.
looked-nameless = Alguien
looked-clinician = médico
looked-desk = recepción
looked-guest = a su lado
looked-interpreter = intérprete
looked-other = de la clínica
looked-day = Vio su nombre en la lista del día.
looked-search = Encontró su nombre.
looked-visit = Miró su visita.
looked-consents = Vio quién puede ver y oír.
looked-page = Vio su nombre en su propia página.
looked-summary = Leyó su resumen.
looked-at = { $day }, { $time }
