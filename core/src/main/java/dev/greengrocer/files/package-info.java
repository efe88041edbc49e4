/**
 * Files and folders that are there whole or not at all, forced to the disk, and named by content.
 *
 * <p>{@link dev.greengrocer.files.AtomicFile} replaces one file, {@link
 * dev.greengrocer.files.StagedFolder} a folder, and {@link dev.greengrocer.files.ContentFile} keeps
 * a file under the hash of its content; a process or machine that stops at any moment leaves the
 * old or the new one. {@link dev.greengrocer.files.RegularFile} opens what strangers name and never
 * waits for a pipe or a device. {@link dev.greengrocer.files.Csv} writes every table that a
 * spreadsheet may open.
 */
@NullMarked
package dev.greengrocer.files;

import org.jspecify.annotations.NullMarked;
