package dev.scheduling.sample.user;

import dev.scheduling.background.BackgroundTasks;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserController {

	private final UserRegistry users;

	private final WelcomeMail welcomeMail;

	private final BackgroundTasks background;

	UserController(UserRegistry users, WelcomeMail welcomeMail, BackgroundTasks background) {
		this.users = users;
		this.welcomeMail = welcomeMail;
		this.background = background;
	}

	@PostMapping("/api/v1/users")
	@ResponseStatus(HttpStatus.CREATED)
	User create(@RequestBody NewUser user) {
		User created = this.users.save(user);
		this.background.add("welcome-mail", () -> this.welcomeMail.send(created));
		return created;
	}

}
