mod access_grants;
mod audit;
mod care_team;
mod notice;
mod patients;
mod users;
