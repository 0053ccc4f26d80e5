package dev.scheduling.sample.export;

/**
 * What an export has written.
 *
 * @param file the name of the file
 * @param rows how many orders are in it
 */
record ExportResult(String file, int rows) {

}
