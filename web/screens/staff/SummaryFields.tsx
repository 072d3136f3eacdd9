import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Box } from "../components/Choice";
import { MEDICINE_CHANGES, type Section } from "../summary/words";

const MOST_ACTIONS = 3;
const MOST = 10;
const MOST_MEDICINES = 30;
const WORDS = 2000;
const LINE = 300;

interface Props<S extends Section> {
  section: S;
  language: string;
  onSection: (section: S) => void;
}

/** One section to type into, in the words of its own rows. */
export function SectionFields({ section, language, onSection }: Props<Section>) {
  const same = { language, onSection };
  switch (section.section) {
    case "main_message":
      return (
        <Text
          label="section-main-message"
          isBare
          value={section.text}
          language={language}
          onValue={(text) => onSection({ ...section, text })}
        />
      );
    case "next_appointment":
      return (
        <Text
          label="section-next-appointment"
          isBare
          value={section.text}
          language={language}
          onValue={(text) => onSection({ ...section, text })}
        />
      );
    case "help":
      return <HelpFields section={section} {...same} />;
    case "actions":
      return <ActionFields section={section} {...same} />;
    case "medicines":
      return <MedicineFields section={section} {...same} />;
    case "decisions":
      return (
        <Rows
          items={section.items}
          blank={{ what: "", why: "" }}
          fields={[
            { name: "what", label: "field-decided" },
            { name: "why", label: "field-why" },
          ]}
          add="add-decision"
          language={language}
          onItems={(items) => onSection({ ...section, items })}
        />
      );
    case "tests":
      return (
        <Rows
          items={section.items}
          blank={{ what: "", when: "", where: "" }}
          fields={[
            { name: "what", label: "field-test" },
            { name: "when", label: "field-when", isLine: true },
            { name: "where", label: "field-where", isLine: true },
          ]}
          add="add-test"
          language={language}
          onItems={(items) => onSection({ ...section, items })}
        />
      );
    case "questions":
      return (
        <Rows
          items={section.items}
          blank={{ question: "", answer: "" }}
          fields={[
            { name: "question", label: "field-question" },
            { name: "answer", label: "field-answer" },
          ]}
          add="add-question"
          language={language}
          onItems={(items) => onSection({ ...section, items })}
        />
      );
  }
}

type Of<N extends Section["section"]> = Props<Extract<Section, { section: N }>>;

function ActionFields({ section, language, onSection }: Of<"actions">) {
  const { t } = useWords();
  return (
    <div class="stack tight">
      {!section.nothing && (
        <Rows
          items={section.items}
          blank={{ what: "", when: "", how: "" }}
          fields={[
            { name: "what", label: "field-what" },
            { name: "when", label: "field-when", isLine: true },
            { name: "how", label: "field-how", isLine: true },
          ]}
          isNumbered
          add="add-action"
          most={MOST_ACTIONS}
          language={language}
          onItems={(items) => onSection({ ...section, items })}
        />
      )}
      {section.items.length === 0 && (
        <Box checked={section.nothing} onCheck={(nothing) => onSection({ ...section, nothing })}>
          {t("nothing-to-do-check")}
        </Box>
      )}
    </div>
  );
}

function MedicineFields({ section, language, onSection }: Of<"medicines">) {
  return (
    <Rows
      items={section.items}
      blank={{ change: "start" as const, name: "", how: "", why: "" }}
      fields={[
        { name: "name", label: "field-medicine", isLine: true },
        { name: "how", label: "field-how-much" },
        { name: "why", label: "field-why" },
      ]}
      before={(item, onItem) => (
        <Change value={item.change} onValue={(change) => onItem({ ...item, change })} />
      )}
      add="add-medicine"
      most={MOST_MEDICINES}
      language={language}
      onItems={(items) => onSection({ ...section, items })}
    />
  );
}

type MedicineChange = keyof typeof MEDICINE_CHANGES;

function Change({ value, onValue }: { value: MedicineChange; onValue: (change: MedicineChange) => void }) {
  const { t } = useWords();
  const id = useId();
  return (
    <div class="labelled">
      <label for={id} class="small soft">
        {t("field-change")}
      </label>
      <select
        id={id}
        class="field"
        value={value}
        onChange={(event) => onValue(event.currentTarget.value as MedicineChange)}
      >
        {Object.entries(MEDICINE_CHANGES).map(([change, { key }]) => (
          <option key={change} value={change}>
            {t(key)}
          </option>
        ))}
      </select>
    </div>
  );
}

function HelpFields({ section, language, onSection }: Of<"help">) {
  const signs = section.signs.map((sign) => ({ sign }));
  return (
    <div class="stack tight">
      <Rows
        items={signs}
        blank={{ sign: "" }}
        fields={[{ name: "sign", label: "field-sign" }]}
        add="add-sign"
        language={language}
        onItems={(items) => onSection({ ...section, signs: items.map(({ sign }) => sign) })}
      />
      <Text
        label="field-call"
        isLine
        value={section.call}
        language={language}
        onValue={(call) => onSection({ ...section, call })}
      />
    </div>
  );
}

interface FieldOf<T> {
  name: keyof T & string;
  label: string;
  isLine?: boolean;
}

interface RowsProps<T> {
  items: readonly T[];
  blank: T;
  fields: FieldOf<T>[];
  /** What stands before the fields of a row. */
  before?: (item: T, onItem: (item: T) => void) => ComponentChildren;
  isNumbered?: boolean;
  add: string;
  most?: number;
  language: string;
  onItems: (items: T[]) => void;
}

/** Rows of a section; with none there is an empty one to type into. */
function Rows<T extends object>(props: RowsProps<T>) {
  const { t } = useWords();
  const { items, blank, most = MOST, onItems } = props;
  const rows = items.length > 0 ? items : [blank];
  const put = (place: number, item: T) => onItems(rows.map((row, each) => (each === place ? item : row)));
  return (
    <div class="stack tight">
      <ol class="stack tight">
        {rows.map((row, place) => (
          <Row
            key={place}
            {...props}
            row={row}
            place={place}
            onItem={(item) => put(place, item)}
            onLeaveOut={
              items.length > 0 ? () => onItems(items.filter((_, each) => each !== place)) : undefined
            }
          />
        ))}
      </ol>
      {rows.length < most && (
        <Button look="bare" icon="plus" start onPress={() => onItems([...rows, blank])}>
          {t(props.add)}
        </Button>
      )}
    </div>
  );
}

function Row<T extends object>({
  row,
  place,
  fields,
  before,
  isNumbered,
  language,
  onItem,
  onLeaveOut,
}: RowsProps<T> & {
  row: T;
  place: number;
  onItem: (item: T) => void;
  onLeaveOut: (() => void) | undefined;
}) {
  const { t } = useWords();
  return (
    <li class="draft-row">
      {isNumbered && (
        <span class="pill sun" aria-hidden="true">
          {place + 1}
        </span>
      )}
      {before?.(row, onItem)}
      <div class="draft-fields">
        {fields.map(({ name, label, isLine }) => (
          <Text
            key={name}
            label={label}
            number={place + 1}
            {...(isLine ? { isLine } : {})}
            value={String(row[name])}
            language={language}
            onValue={(value) => onItem({ ...row, [name]: value })}
          />
        ))}
      </div>
      {onLeaveOut && (
        <Button
          look="bare"
          icon="cross"
          label={t("leave-out-row", { number: place + 1 })}
          onPress={onLeaveOut}
        >
          {""}
        </Button>
      )}
    </li>
  );
}

interface TextProps {
  label: string;
  /** Which row it is in, for ears. */
  number?: number;
  /** Its label stands above already. */
  isBare?: boolean;
  isLine?: boolean;
  value: string;
  language: string;
  onValue: (value: string) => void;
}

function Text({ label, number, isBare, isLine, value, language, onValue }: TextProps) {
  const { t } = useWords();
  const id = useId();
  const shared = {
    id,
    class: "field",
    lang: language,
    dir: "auto" as const,
    value,
    ...(number === undefined ? {} : { "aria-label": t("field-of-row", { field: t(label), number }) }),
    ...(isBare ? { "aria-label": t(label) } : {}),
  };
  return (
    <div class="labelled">
      {!isBare && (
        <label for={id} class="small soft">
          {t(label)}
        </label>
      )}
      <textarea
        {...shared}
        rows={1}
        maxLength={isLine ? LINE : WORDS}
        onInput={(event) =>
          onValue(isLine ? inOneLine(event.currentTarget.value) : event.currentTarget.value)
        }
      />
    </div>
  );
}

/** It grows as the others do, and holds no line ends. */
const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ");
