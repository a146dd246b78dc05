/** The hours of every day without notifications. */

import type { QuietHours as Hours } from "../../api/generated";
import { Toggle } from "../../widgets/Choice";
import { TimeField } from "../../widgets/TimeField";
import { useWords } from "../../words/useWords";
import styles from "./NotificationsSection.module.css";

/** What is proposed to who turns them on. */
const EVENING_TO_MORNING: Hours = { from: "19:00", to: "07:00" };

interface QuietHoursProps {
  hours: Hours | null;
  disabled: boolean;
  onChange: (hours: Hours | null) => void;
}

/** A switch, and the two times while it is on. */
export function QuietHours({ hours, disabled, onChange }: QuietHoursProps) {
  const { quietHours: words } = useWords().notifications;
  return (
    <>
      <Toggle
        label={words.label}
        hint={words.hint}
        selected={hours !== null}
        disabled={disabled}
        onChange={(on) => onChange(on ? EVENING_TO_MORNING : null)}
        part="setting-quiet-hours"
      />
      {hours !== null && (
        <div className={styles.line}>
          <TimeField
            label={words.from}
            value={hours.from}
            disabled={disabled}
            onChange={(from) => onChange({ ...hours, from })}
            part="quiet-hours-from"
          />
          <TimeField
            label={words.to}
            value={hours.to}
            disabled={disabled}
            onChange={(to) => onChange({ ...hours, to })}
            part="quiet-hours-to"
          />
        </div>
      )}
    </>
  );
}
