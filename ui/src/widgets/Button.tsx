/** Buttons in their three weights, and the one that is only an icon. */

import type { ReactNode } from "react";
import { Button as AriaButton, Tooltip, TooltipTrigger } from "react-aria-components";
import styles from "./Button.module.css";
import { classes } from "./classes";

interface ButtonProps {
  children: ReactNode;
  onPress?: () => void;
  /** `primary` for what the screen is for, `plain` for everything beside it, `quiet` inside other things. */
  weight?: "primary" | "plain" | "quiet" | "danger";
  type?: "button" | "submit";
  /** Work is under way: the button keeps its place and the focus, and cannot be pressed. */
  pending?: boolean;
  disabled?: boolean;
  /** The id of the form that it sends, where it stands outside of it. */
  form?: string;
  /** A stable hook for tests of the window. */
  part?: string;
  autoFocus?: boolean;
  /** A click leaves the focus where it is. */
  leavesFocus?: boolean;
  /** What it does, where its words alone do not say to what. */
  label?: string;
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { children, weight = "plain", type = "button", pending = false, disabled = false } = props;
  return (
    <AriaButton
      className={classes(styles.button, styles[weight])}
      type={type}
      form={props.form}
      isPending={pending}
      isDisabled={disabled}
      data-part={props.part}
      autoFocus={props.autoFocus}
      preventFocusOnPress={props.leavesFocus}
      aria-label={props.label}
      onPress={props.onPress}
    >
      {children}
    </AriaButton>
  );
}

interface IconButtonProps {
  /** What it does: the accessible name and the tooltip. */
  label: string;
  icon: ReactNode;
  onPress: () => void;
  part?: string;
  disabled?: boolean;
  filled?: boolean;
}

/** A button that is an icon, with its words in the tooltip. */
export function IconButton({
  label,
  icon,
  onPress,
  part,
  disabled = false,
  filled = false,
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        className={classes(styles.icon, filled && styles.filled)}
        aria-label={label}
        onPress={onPress}
        isDisabled={disabled}
        data-part={part}
      >
        {icon}
      </AriaButton>
      <Tooltip className={styles.tooltip} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
