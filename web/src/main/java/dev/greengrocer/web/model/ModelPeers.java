package dev.greengrocer.web.model;

/** Other servers of the same shop, which answer with the same model or refuse to. */
interface ModelPeers {

  /** Of a server that has the database for itself. */
  ModelPeers NONE = next -> () -> {};

  /**
   * Lets all others open the bundle of a model, and waits until they have.
   *
   * @param next open here
   * @throws dev.greengrocer.ledger.RefusedException if one of them cannot, which it names
   */
  Agreement agree(LoadedModel next);

  /** That all are ready to change; closed unaccepted, none does. */
  interface Agreement extends AutoCloseable {

    /** Makes it so, in the transaction at hand. */
    void accept();

    @Override
    default void close() {}
  }
}
