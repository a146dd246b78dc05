mod access_grants;
mod audit;
mod care_team;
mod notice;
mod notification_content;
mod patients;
mod users;
