package org.bytedeco.openblas.global;

/**
 * Replaces the binding of OpenBLAS, which the package leaves out: OpenCV's Java classes load this
 * class by name, and nothing calls it.
 */
public final class openblas_nolapack {

  private openblas_nolapack() {}
}
