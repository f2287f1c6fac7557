/**
 * What a node keeps: its own directory, and the database (H2 in that directory, or PostgreSQL) with
 * the migrations of its schema.
 *
 * <p>Follows the data source definition of Jakarta Annotations and Flyway's versioned migrations.
 *
 * <p>{@code MigrationsIT} runs the same migrations on both databases; {@code DataDirectoryTest}
 * attacks the modes of its files; {@code CutShortIT} ends the embedded database at every moment.
 */
package org.quantonium.storage;
