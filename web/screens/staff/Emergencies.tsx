import { day, time, useWords } from "../../texts/words";
import { FreeSeat } from "../components/Seat";
import { nameAndRelation } from "../relations";
import { Frame, PathLink } from "./Frame";
import type { EmergencyLine, Emergencies as Screen } from "./state";

/** What was done without a yes. Each line is looked at by whoever leads. */
export function EmergenciesScreen({ screen }: { screen: Screen }) {
  const { t } = useWords();
  return (
    <Frame current="emergencies">
      <h1 tabIndex={-1}>{t("emergencies-title")}</h1>
      <p class="soft">{t("emergencies-words")}</p>
      {screen.lines.length === 0 ? (
        <div class="card stack mid">
          <FreeSeat width="3.5rem" />
          <p>{t("emergencies-none")}</p>
        </div>
      ) : (
        <section class="card table" aria-label={t("emergencies-title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("column-time")}</th>
                <th scope="col">{t("column-patient")}</th>
                <th scope="col">{t("column-what")}</th>
                <th scope="col">{t("column-why")}</th>
                <th scope="col">{t("column-by")}</th>
                <th scope="col">{t("column-details")}</th>
              </tr>
            </thead>
            <tbody>
              {screen.lines.map((line) => (
                <Line key={`${line.visitId} ${line.at.getTime()} ${line.person}`} line={line} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Frame>
  );
}

function Line({ line }: { line: EmergencyLine }) {
  const words = useWords();
  const { t } = words;
  const person = nameAndRelation(words, { name: line.person, relation: line.relation });
  return (
    <tr>
      <td class="num">{t("day-and-time", { day: day(line.at), time: time(line.at) })}</td>
      <th scope="row">
        <bdi>{line.patient}</bdi>
      </th>
      <td>{t(line.how === "told" ? "emergency-was-told" : "emergency-was-let-in", { person })}</td>
      <td dir="auto">{line.reason}</td>
      <td>
        <bdi>{line.by}</bdi>
      </td>
      <td>
        <PathLink to={{ page: "visit", visitId: line.visitId }} look="btn bare start">
          {t("open")}
          <span class="aloud">{line.patient}</span>
        </PathLink>
      </td>
    </tr>
  );
}
