/**
 * What a person types against what the server last said. No document, no network: checks/js tests it.
 *
 * A field has four texts:
 *   shown      its content now
 *   committed  what the person has finished typing (left the field, pressed Enter)
 *   saved      what the server last said
 *   accepted   what the server has saved in other words, such as "0,35" for 0.350
 */

/** A field as the server's page shows it. */
export function field(saved) {
  return { shown: saved, committed: saved, saved, accepted: null, refused: null };
}

/** Whether the server has what the field shows. */
export function isSaved({ shown, saved, accepted }) {
  return shown === saved || shown === accepted;
}

/** Whether the person has finished typing something that the server does not have and has not refused. */
export function wantsSaving({ committed, saved, accepted, refused }) {
  return committed !== saved && committed !== accepted && committed !== refused;
}

/** What to send: never half a number, so a field that is being typed in goes with what was finished before. */
export function toSend(state) {
  return state.shown === state.committed || wantsSaving(state) ? state.committed : state.saved;
}

/** The person has typed. */
export function typed(state, text) {
  return { ...state, shown: text };
}

/** The person has finished typing. */
export function finished(state) {
  return { ...state, committed: state.shown };
}

/**
 * The server has said what it has now.
 *
 * @param fresh what it has
 * @param sent what was sent of this field in the request that is answered, or undefined when it was none of it
 * @param focused whether the person is in the field, which is then never written into unless it is empty
 */
export function heard(state, fresh, { sent, focused = false } = {}) {
  const { shown, committed, saved, accepted } = state;
  if (sent === undefined ? isSaved(state) : shown === sent) {
    return focused && !(sent === undefined && shown === "")
      ? { ...field(fresh), shown, committed: shown, accepted: shown === fresh ? null : shown }
      : field(fresh);
  }
  // Something else is being typed, and stays; what was committed before it may be settled by this reply.
  const settled = committed === (sent ?? saved) || committed === accepted;
  return {
    shown,
    committed: settled ? fresh : committed,
    saved: fresh,
    accepted: sent === undefined ? (fresh === saved ? accepted : null) : sent === fresh ? null : sent,
    refused: sent === undefined ? state.refused : null,
  };
}

/** The server has refused what was sent of this field; the text stays for the person to correct. */
export function refused(state, sent) {
  return { ...state, refused: sent };
}

/** The person has left the field: a text that the server saved in other words takes the server's. */
export function left(state) {
  return state.accepted !== null && state.shown === state.accepted
    ? { ...state, shown: state.saved, committed: state.saved, accepted: null }
    : state;
}
