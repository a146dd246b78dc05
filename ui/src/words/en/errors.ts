import { plural } from "./plural";

/** What a failed command means: what happened, what was kept, what to do. */
export const errors = {
  tryAgainIn: (duration: string) => `Try again in ${duration}.`,
  seconds: (count: number) => plural(count, { one: "1 second", other: `${count} seconds` }),
  minutes: (count: number) => plural(count, { one: "1 minute", other: `${count} minutes` }),
  /** Where the text of a failed command is. */
  kept: {
    save_draft: "This text is not saved yet. It is only in this window.",
    send: "The message was not sent. Your text is back in the field.",
    lock: "The program is not locked. Try again, or lock this computer's screen.",
    save_before_sign_out:
      "You are still signed in: text that you wrote is not saved yet. It is only in this window. Send it or delete it, then sign out.",
  },
  unlock: {
    wrong_password: {
      title: "This password is not right",
      text: "Try again with the password of your account.",
    },
    server_unreachable: {
      title: "The server does not answer",
      text: "Without it this computer cannot check your password. Check the network connection, then try again. Everything you wrote is kept.",
    },
  },
  devices: {
    server_unreachable: {
      title: "The server does not answer",
      text: "It keeps the list of your devices. Nothing was changed; try again when you are online.",
    },
  },
  /** Who issued a certificate that was refused. */
  issuedBy: (issuer: string) => `It was issued by ${issuer}.`,
  of: {
    wrong_password: {
      title: "User name or password is not right",
      text: "Check both and try again. Your practice's administrator can reset the password.",
    },
    too_many_attempts: { title: "Too many attempts", text: "Wait a little, then try again." },
    invalid_address: {
      title: "This is not a server address",
      text: "It looks like https://messages.example.org. Your practice's IT department knows it.",
    },
    insecure_address: {
      title: "This address is not secure",
      text: "The address must begin with https://. Nothing was sent.",
    },
    server_unreachable: {
      title: "The server does not answer",
      text: "Check the address and your network connection, then try again.",
    },
    proxy_unreachable: {
      title: "Your network's proxy cannot be reached",
      text: "Check whether this computer is on your practice's network or its VPN, then try again.",
    },
    proxy_needs_sign_in: {
      title: "Your network's proxy asks you to sign in",
      text: "The network doctor asks for the name and the password that your IT department gave you for the proxy.",
    },
    proxy_refused: {
      title: "Your network's proxy does not let the connection through",
      text: "The server may be fine. The network doctor makes a report for your IT department.",
    },
    not_our_server: {
      title: "Something else answers at this address",
      text: "It may be another program, or a network sign-in page. Open a web page in your browser to see whether the network asks you to sign in.",
    },
    bad_certificate: {
      title: "The server's certificate is not trusted",
      text: "Nothing was sent. Ask your practice's IT department to check the certificate.",
    },
    server_unavailable: {
      title: "The server cannot serve at the moment",
      text: "Try again in a few minutes. Everything you wrote is kept.",
    },
    server_refused: {
      title: "The server refused this",
      text: "Everything you wrote is kept. If it happens again, ask your practice's IT department.",
    },
    update_needed: {
      title: "An update is needed",
      text: "The server is newer than this program. Ask your practice's IT department for the current version. Everything you wrote is kept.",
    },
    not_a_clinician: {
      title: "This account is not a clinician's",
      text: "This program is for clinicians. Patients use the phone app.",
    },
    session_ended: {
      title: "Your session has ended",
      text: "Sign in again to go on. Everything you wrote is kept.",
    },
    signed_out: { title: "You are signed out", text: "Sign in to go on. Everything you wrote is kept." },
    locked: {
      title: "Allia Messages is locked",
      text: "Unlock it with your password. Everything you wrote is kept.",
    },
    not_found: {
      title: "This is no longer here",
      text: "You may no longer be on this patient's care team. Text that was not sent is under Not sent.",
    },
    text_empty: { title: "There is nothing to send", text: "Type a message first." },
    text_too_long: {
      title: "This message is too long",
      text: "Shorten it or send it in parts. Your text is kept.",
    },
    text_invalid: {
      title: "This text has a character that cannot be sent",
      text: "It may have come in by pasting. Your text is kept; remove the character and send again.",
    },
    disk_full: {
      title: "This computer's disk is full",
      text: "Make room, then try again. What was saved before is kept.",
    },
    keyring_locked: {
      title: "The keyring is locked",
      text: "Unlock the system's keyring and try again. Nothing is lost.",
    },
    keyring_missing: {
      title: "There is no keyring",
      text: "Without the system's keyring nothing can be kept on this computer.",
    },
    keyring_denied: {
      title: "The keyring refused",
      text: "Allow Allia Messages to use the system's keyring and try again. Nothing is lost.",
    },
    storage_damaged: {
      title: "A file of this program is damaged",
      text: "It was set aside, not deleted. Sign in again to fill the copy on this computer.",
    },
    storage_too_new: {
      title: "The files were written by a newer version",
      text: "Install the current version of Allia Messages. Nothing was changed.",
    },
    already_running: {
      title: "Allia Messages is already running",
      text: "Another window or another user session has its files open. Close it and try again.",
    },
    internal: {
      title: "Something went wrong in this program",
      text: "Everything you wrote is kept. Try again; if it happens again, restart the program.",
    },
  },
};
