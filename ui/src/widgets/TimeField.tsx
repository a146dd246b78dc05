/** A time of the day, to the minute. */

import { parseTime } from "@internationalized/date";
import { TimeField as AriaTimeField, DateInput, DateSegment, Label } from "react-aria-components";
import styles from "./TimeField.module.css";

interface TimeFieldProps {
  label: string;
  /** `HH:MM` */
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
  part?: string;
}

/** Typed part by part; it says nothing until all parts are there. */
export function TimeField({ label, value, disabled = false, onChange, part }: TimeFieldProps) {
  return (
    <AriaTimeField
      className={styles.field}
      value={parseTime(value)}
      isDisabled={disabled}
      granularity="minute"
      shouldForceLeadingZeros
      onChange={(time) => {
        if (time) onChange(time.toString().slice(0, "HH:MM".length));
      }}
      data-part={part}
    >
      <Label className={styles.label}>{label}</Label>
      <DateInput className={styles.input}>
        {(segment) => <DateSegment segment={segment} className={styles.segment} />}
      </DateInput>
    </AriaTimeField>
  );
}
