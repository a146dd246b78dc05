//! What stands in an encrypted file, table by table, so that two states of it can be compared.

use allia_tests::page_dump::file_key;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::HashSet;
use std::path::Path;

/// All rows of all tables, and the words of the search index.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tables(Vec<(String, Vec<Value>)>);

impl Tables {
    /// Reads a file that nobody has open, after SQLite itself has looked at all of it.
    pub(super) fn of(file: &Path, entry: &str, purpose: &str) -> Self {
        let connection = keyed(file, entry, purpose);
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
        let mut rows = Vec::new();
        for table in plain_tables(&connection) {
            rows.extend(rows_of(&connection, &format!("SELECT * FROM \"{table}\""), &table));
        }
        rows.extend(words(&connection));
        rows.sort_by_key(|row| format!("{row:?}"));
        Self(rows)
    }

    /// The same, with ids that `earlier` does not have replaced: some are made anew each time.
    pub(super) fn with_new_ids_alike(mut self, earlier: &Self) -> Self {
        let known: HashSet<Vec<u8>> = earlier.0.iter().flat_map(|row| &row.1).filter_map(blob).collect();
        for value in self.0.iter_mut().flat_map(|row| &mut row.1) {
            if blob(value).is_some_and(|id| !known.contains(&id)) {
                *value = Value::Text("new".to_owned());
            }
        }
        self.0.sort_by_key(|row| format!("{row:?}"));
        self
    }
}

/// A connection of the test's own.
pub(super) fn keyed(file: &Path, entry: &str, purpose: &str) -> Connection {
    let connection = Connection::open(file).unwrap();
    let key = format!("x'{}'", hex::encode(file_key(entry, purpose)));
    connection.pragma_update(None, "key", key).unwrap();
    connection
}

fn blob(value: &Value) -> Option<Vec<u8>> {
    if let Value::Blob(bytes) = value { Some(bytes.clone()) } else { None }
}

fn plain_tables(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM pragma_table_list
               WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn words(connection: &Connection) -> Vec<(String, Vec<Value>)> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'";
    let Ok(index) = connection.query_row(sql, [], |row| row.get::<_, String>(0)) else { return Vec::new() };
    connection
        .execute_batch(&format!(
            "CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', '{index}', 'instance')"
        ))
        .unwrap();
    rows_of(connection, "SELECT term, doc FROM temp.word", "word")
}

fn rows_of(connection: &Connection, sql: &str, table: &str) -> Vec<(String, Vec<Value>)> {
    let mut statement = connection.prepare(sql).unwrap();
    let width = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| (0..width).map(|column| row.get(column)).collect();
    let rows = statement.query_map([], read).unwrap();
    rows.map(|row| (table.to_owned(), row.unwrap())).collect()
}
