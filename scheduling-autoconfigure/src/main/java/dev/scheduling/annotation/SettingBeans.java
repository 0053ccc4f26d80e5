package dev.scheduling.annotation;

import java.util.Arrays;

import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/**
 * Finds the beans that settings name.
 */
final class SettingBeans {

	private final ListableBeanFactory beanFactory;

	SettingBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Finds a bean.
	 * @param <T> its type
	 * @param settings whose setting it is
	 * @param attribute the attribute
	 * @param setting names the bean
	 * @param type its type
	 * @return the bean
	 * @throws InvalidTaskSettingException if there is none of that name and type
	 */
	<T> T find(LayeredSettings settings, TaskAttribute attribute, Setting setting, Class<T> type) {
		try {
			return this.beanFactory.getBean(setting.text(), type);
		}
		catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException ex) {
			String[] names = this.beanFactory.getBeanNamesForType(type);
			Arrays.sort(names);
			String known = (names.length == 0) ? "There is no bean of that type yet: add one"
					: "Name one of: " + String.join(", ", names);
			throw settings.invalid(attribute, setting,
					"there is no bean '%s' of type %s".formatted(setting.text(), type.getName()), known + ".", ex);
		}
	}

}
