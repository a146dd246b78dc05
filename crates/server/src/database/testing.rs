//! For tests of queries: the plan that SQLite makes for them on an empty practice.

use rusqlite::types::Null;
use rusqlite::{Connection, params_from_iter};

const SCHEMA: &str = include_str!("schema.sql");

/// The plan of a query, a step a line.
pub(crate) fn plan(sql: &str) -> String {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    let explain = ["EXPLAIN QUERY PLAN ", sql].concat();
    let mut statement = connection.prepare(&explain).unwrap();
    let parameters = vec![Null; statement.parameter_count()];
    let steps = statement.query_map(params_from_iter(parameters), |row| row.get::<_, String>(3)).unwrap();
    steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}
