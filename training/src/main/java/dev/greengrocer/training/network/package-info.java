/** Networks as data: one description that libtorch builds and the exporter writes. */
@NullMarked
package dev.greengrocer.training.network;

import org.jspecify.annotations.NullMarked;
