/** Signing in, and why it is asked for. */
export const signIn = {
  title: "Sign in",
  welcomeBack: (name: string) => `Welcome back, ${name}`,
  server: "Server address",
  serverHint: "From your practice, for example https://messages.example.org",
  serverMissing: "Enter the server address",
  username: "User name",
  usernameMissing: "Enter your user name",
  password: "Password",
  passwordMissing: "Enter your password",
  submit: "Sign in",
  submitting: "Signing in",
  otherAccount: "Use another account",
  because: {
    session_ended: "Your session has ended. Sign in again to go on. Everything you wrote is kept.",
    ended_elsewhere:
      "Your session was ended on another computer or by an administrator. The copy of the messages was removed from this computer. Drafts and unsent texts are kept, encrypted, and come back when you sign in.",
    key_lost:
      "The key to the copy on this computer is gone. The copy is filled again when you sign in. Drafts and unsent texts are kept; they are recovered then.",
    key_altered:
      "The key to the copy on this computer was changed, or belongs to another user. It was not used. The copy is filled again when you sign in. Drafts and unsent texts are kept; they are recovered then.",
    lease_expired:
      "This computer was without contact with the server for too long, so the copy of the messages is closed. Sign in to open it again. Drafts and unsent texts are kept.",
    too_many_attempts:
      "The password was wrong ten times. You were signed out, and the copy of the messages was removed from this computer. Drafts and unsent texts are kept, encrypted, and come back when you sign in.",
    server_changed:
      "Your organization has set another server, so you were signed out of the one before. Drafts and unsent texts are kept, encrypted, on this computer.",
    cache_damaged:
      "The copy on this computer was damaged. It was set aside and is filled again when you sign in. Drafts and unsent texts are kept.",
  },
};
