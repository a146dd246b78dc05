/** Buttons, fields, banners and signs. */

import { LockKeyhole, Send, Users } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../widgets/Avatar";
import { Banner } from "../widgets/Banner";
import { Button, IconButton } from "../widgets/Button";
import { OneOf, Toggle } from "../widgets/Choice";
import { EmptyState } from "../widgets/EmptyState";
import { ErrorBanner } from "../widgets/ErrorBanner";
import { KeyCaps } from "../widgets/KeyCaps";
import { NumberField } from "../widgets/NumberField";
import { ShareBar, Spinner } from "../widgets/Progress";
import { TextField } from "../widgets/TextField";
import { Exhibit } from "./Exhibit";
import styles from "./Gallery.module.css";

const WEIGHTS = ["primary", "plain", "quiet", "danger"] as const;
const PRESENCES = ["online", "offline", "unknown"] as const;
const NAMES = ["Ana Silva", "José Núñez", "王小明", "فاطمة الزهراء", "Li", "Zoë Brandt", "Kim Lee", "!?"];

/** Buttons, pictures of persons, keys, and signs of waiting. */
export function Signs() {
  return (
    <>
      <Exhibit title="Buttons">
        {WEIGHTS.map((weight) => (
          <div className={styles.line} key={weight}>
            <Button weight={weight}>Ready</Button>
            <Button weight={weight} pending>
              Pending
            </Button>
            <Button weight={weight} disabled>
              Disabled
            </Button>
          </div>
        ))}
        <div className={styles.line}>
          <IconButton label="Plain" icon={<LockKeyhole size="1.25rem" />} onPress={() => {}} />
          <IconButton
            label="Plain, disabled"
            icon={<LockKeyhole size="1.25rem" />}
            onPress={() => {}}
            disabled
          />
          <IconButton label="Filled" icon={<Send size="1.25rem" />} onPress={() => {}} filled />
          <IconButton
            label="Filled, disabled"
            icon={<Send size="1.25rem" />}
            onPress={() => {}}
            filled
            disabled
          />
        </div>
        <div className={styles.line}>
          <KeyCaps keys={["Ctrl", "K"]} />
        </div>
      </Exhibit>
      <Exhibit title="Persons and presence">
        {PRESENCES.map((presence) => (
          <div className={styles.line} key={presence}>
            {NAMES.map((name, colour) => (
              <Avatar key={name} userId={String(colour)} name={name} presence={presence} />
            ))}
            <Avatar userId="header" name="In Header" presence={presence} size="header" />
            <span>{presence}</span>
          </div>
        ))}
      </Exhibit>
      <Exhibit title="Waiting and nothing">
        <Spinner label="Loading" />
        <ShareBar label="Nothing yet" share={0} />
        <ShareBar label="Two fifths" share={0.4} />
        <ShareBar label="All" share={1} />
        <EmptyState icon={<Users size="1.5rem" />} title="Nothing to show">
          <p>What to do about it.</p>
          <Button>Do it</Button>
        </EmptyState>
      </Exhibit>
    </>
  );
}

/** Fields that can be changed. */
export function Fields() {
  const [text, setText] = useState("Typed");
  const [on, setOn] = useState(true);
  const [one, setOne] = useState("first");
  const [number, setNumber] = useState(15);
  const options = [
    { value: "first", label: "First", hint: "With a hint below." },
    { value: "second", label: "Second" },
  ];
  return (
    <Exhibit title="Fields">
      <TextField label="Text" value={text} onChange={setText} hint="A hint." />
      <TextField label="Empty" value="" onChange={() => {}} />
      <TextField label="Wrong" value="http://" onChange={() => {}} error="What is wrong with it." />
      <TextField label="Read only" value="Cannot be changed" onChange={() => {}} readOnly />
      <TextField label="Secret" value="password" onChange={() => {}} type="password" />
      <Toggle label="On or off" hint="What it means." selected={on} onChange={setOn} />
      <Toggle label="Off" selected={false} onChange={() => {}} />
      <OneOf label="One of two" value={one} options={options} onChange={setOne} />
      <OneOf label="Disabled" value="second" options={options} onChange={() => {}} disabled />
      <NumberField
        label="Number"
        unit="minutes"
        hint="1 to 30 minutes."
        value={number}
        least={1}
        most={30}
        onChange={setNumber}
      />
    </Exhibit>
  );
}

/** How things stand, and what failed. */
export function Banners() {
  return (
    <Exhibit title="Banners">
      {(["info", "notice", "fault", "offline"] as const).map((tone) => (
        <Banner
          key={tone}
          tone={tone}
          title={`Of the tone ${tone}.`}
          action={<Button weight="quiet">Act</Button>}
        >
          What it means, in a sentence that is long enough to be broken where there is little room.
        </Banner>
      ))}
      <Banner tone="notice">Without a title and without an action.</Banner>
      <ErrorBanner error={{ code: "disk_full", retry_after_seconds: null }} operation="send" />
      <ErrorBanner error={{ code: "too_many_attempts", retry_after_seconds: 30 }} />
    </Exhibit>
  );
}
