package dev.greengrocer.training.loop;

import dev.greengrocer.training.data.Ranges;
import java.util.List;

/**
 * How training treats weights that it did not draw itself. Fine-tuning bends features that were
 * good for photos of all kinds towards the few thousand at hand; these options hold on to them.
 *
 * @param headEpochs first epochs, which train the head alone, so that its random start does not
 *     shake the layers below (Kumar et al. 2022, <a
 *     href="https://arxiv.org/abs/2202.10054">2202.10054</a>); they have the full learning rate
 * @param headFactor learning rate of the head as a multiple of that of all other layers, above 0
 * @param frozenConvolutions convolutions, counted from the input, that keep the weights they
 *     started with
 * @param blend share of the starting weights in the weights that ship, in {@code [0, 1]}; the head
 *     has none of it (Wortsman et al. 2022, <a
 *     href="https://arxiv.org/abs/2109.01903">2109.01903</a>)
 */
public record TransferOptions(
    int headEpochs, double headFactor, int frozenConvolutions, double blend) {

  /** Every layer learns from the first step, at one rate. */
  public static TransferOptions none() {
    return new TransferOptions(0, 1, 0, 0);
  }

  /** A gentle start for published weights: one epoch of the head alone, then ten times its rate. */
  public static TransferOptions fineTuning() {
    return new TransferOptions(1, 10, 0, 0);
  }

  List<String> faults() {
    return new Ranges()
        .atLeast("head-epochs", headEpochs, 0)
        .above("head-factor", headFactor, 0)
        .atLeast("frozen-convolutions", frozenConvolutions, 0)
        .between("blend", blend, 0, 1)
        .faults();
  }
}
